/** Key pairs that are made here, as far as a certificate needs them: the public half, and the private half sealed. */
import type { Algorithm } from '../crypto/algorithm.js';
import type { GeneratedKey } from '../crypto/keys.js';
import { Refusal } from '../domain/change.js';
import type { Requester } from '../domain/requester.js';
import type { Seal } from '../seal/seal.js';
import { sealBytes } from '../seal/sealed.js';
import type { CaReason } from './refusals.js';
import type { CaSettings } from './settings.js';

/** Refused with `algorithm-switched-off`. */
export function checkAlgorithmAllowed(algorithm: Algorithm, settings: Pick<CaSettings, 'rsa1024Allowed'>): void {
  if (algorithm.name === 'RSA_1024' && !settings.rsa1024Allowed) {
    throw new Refusal<CaReason>('algorithm-switched-off', { Algorithm: algorithm.name });
  }
}

/**
 * Gives a pair that nobody has had before. Its private half goes into `sealKey` and nowhere else, except that a root signs itself with it.
 * Rejects with `Busy` when the requester's turn does not come in time, and with `Abandoned`.
 */
export type GenerateKeyPair = (algorithm: Algorithm, requester: Requester) => Promise<GeneratedKey>;

/** Seals the private half under the identifier of its record, and wipes it. */
export async function sealKey(seal: Seal, pair: GeneratedKey, id: string): Promise<Buffer> {
  try {
    return await sealBytes(seal, pair.pkcs8Der, id);
  } finally {
    pair.pkcs8Der.fill(0);
  }
}
