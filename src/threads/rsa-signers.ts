/**
 * Signatures with long RSA keys by threads of their own. Node's asynchronous signature hashes a message, and callers of KMS bring digests; its call
 * for the arithmetic alone is synchronous, and takes milliseconds in which a thread that answers does nothing else.
 */
import { signLongKeysBy } from '../crypto/rsa-digest.js';
import { HiredThreads } from './hired-threads.js';
import type { FromSigner, ToSigner } from './rsa-signer-thread.js';
import { threadEntry } from './worker-options.js';

const signerEntry = threadEntry(import.meta.url, './rsa-signer-thread.js');

/** From now on this thread has such threads sign with RSA keys of 3,072 bits and more. */
export function signLongKeysElsewhere(): void {
  const signers = new HiredThreads<ToSigner, FromSigner>('rsa-signer', signerEntry);
  signLongKeysBy(async (key, encoded) => {
    // A copy, since all of the memory that a buffer is a part of would go over.
    const { buffer } = await signers.run({ key, encoded: new Uint8Array(encoded) });
    return Buffer.from(buffer);
  });
}
