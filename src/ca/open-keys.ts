/**
 * Private keys of authorities, open for as long as somebody needs them and no longer.
 *
 * At rest a key is sealed. Opening it (unsealing, and reading it into OpenSSL) costs some 40 µs, more than a P-256 signature
 * costs, so under load most of an issuance would be opening the same key again. Calls that arrive together share one opening instead,
 * as they share one commit: a key opened by a call serves every call of the same turn of the event loop and is dropped right
 * after it. A thousand calls a second in bursts of thirty open it thirty times a second; with no calls, no key is open.
 * A call that is still signing (RSA signs on another thread) keeps the key it was given by its own reference, and nothing else does.
 */
import type { Algorithm, SigningKey } from '../crypto/algorithm.js';
import { openPrivateKey } from '../crypto/keys.js';
import { SharedInTurn } from '../domain/shared-in-turn.js';
import type { Seal } from '../seal/seal.js';
import { openBytes } from '../seal/sealed.js';

export interface ClosedKey {
  /** Identifier of the authority: the record under which the key was sealed. */
  readonly id: string;
  readonly algorithm: Algorithm;
  readonly sealedKey: Buffer;
}

export class OpenKeys {
  readonly #open = new SharedInTurn<Promise<SigningKey>>();

  constructor(private readonly seal: Seal) {}

  /** The key, ready to sign. Ask for it right before signing. Rejects with SealError when the seal is not the one it was sealed with. */
  open(closed: ClosedKey): Promise<SigningKey> {
    return this.#open.get(closed.id, () => openKey(this.seal, closed));
  }

  /** How many keys are open for the calls of this turn. */
  get count(): number {
    return this.#open.count;
  }
}

async function openKey(seal: Seal, { id, algorithm, sealedKey }: ClosedKey): Promise<SigningKey> {
  const pkcs8Der = await openBytes(seal, sealedKey, id);
  try {
    return openPrivateKey(algorithm, pkcs8Der);
  } finally {
    pkcs8Der.fill(0);
  }
}
