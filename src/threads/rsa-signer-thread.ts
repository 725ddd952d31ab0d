/**
 * A thread that signs with long RSA keys (rsa-signers.ts starts it). What comes is the encoded digest and a handle of the key, which this process has in memory
 * once: no octet of the key is copied. The handle is let go when the signature is made, at the latest when the thread ends.
 */
import type { KeyObject } from 'node:crypto';
import { type MessagePort, parentPort } from 'node:worker_threads';
import { rsaPrivateOperation } from '../crypto/rsa-digest.js';
import { yieldToOthers } from './priority.js';

export interface ToSigner {
  readonly key: KeyObject;
  /** As long as the modulus. */
  readonly encoded: Uint8Array;
}
export type FromSigner = Uint8Array<ArrayBuffer>;

/** A third of the share of a thread that answers, where both want one processor: who signs waits for milliseconds more, and all others do not. */
const NICE = 5;

function main(port: MessagePort): void {
  yieldToOthers(NICE);
  port.on('message', ({ key, encoded }: ToSigner) => {
    const signature: FromSigner = new Uint8Array(rsaPrivateOperation(key, encoded));
    port.postMessage(signature);
  });
}

if (parentPort) main(parentPort);
