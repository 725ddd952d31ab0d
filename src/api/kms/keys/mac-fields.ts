/** Fields of message authentication (wire/kms.md sections 7.12 and 7.13). */

import type { Key } from '../../../kms/keys/key.js';
import { type MacAlgorithm, macAlgorithmOf, macAlgorithms } from '../../../kms/keys/macs.js';
import { oneOf, secret, string } from '../../../spec/field.js';
import { dryRunErrors } from '../dry-run.js';
import { aliasNotFound, keyNotFound, operationUnsupported, whileEnabledErrors } from './errors.js';
import { EXAMPLE_KEY_ID, namedKey } from './named-key.js';
import { requireAlgorithm } from './pair-fields.js';

const MESSAGE_BYTES = 6144;

export const macAlgorithm = oneOf(macAlgorithms, {
  required: true,
  about: 'The algorithm, which is named as the spec of the key.',
  example: 'HMAC_SHA_256',
});

export const macMessage = secret({
  required: true,
  maxLength: 8192,
  format: 'base64',
  about: `The message in Base64: up to ${MESSAGE_BYTES} octets. Of a longer one send a digest.`,
  example: 'VGhlIHF1aWNrIGJyb3duIGZveA==',
});

export const EXAMPLE_MAC = 'vz1Snp+jGJbgydCFRWVWxAwIMdyfKCSp+jnMWWR1kQI=';

export const macAnswer = {
  KeyId: string({ required: true, about: 'The key.', example: EXAMPLE_KEY_ID }),
  Algorithm: string({ required: true, about: 'The algorithm.', example: 'HMAC_SHA_256' }),
} as const;

export const macErrors = {
  ...keyNotFound,
  ...aliasNotFound,
  ...whileEnabledErrors,
  ...operationUnsupported,
  ...dryRunErrors,
} as const;

interface Asked {
  readonly KeyId: string;
  readonly Algorithm: MacAlgorithm;
}

/** A key that may work now, for MACs of this algorithm. Refused as `Keys.get`, and with `key-is-for-something-else`. */
export async function namedMacKey({ KeyId, Algorithm }: Asked, call: Parameters<typeof namedKey>[2]): Promise<Key> {
  const key = await namedKey('work', KeyId, call);
  requireAlgorithm(Algorithm, [macAlgorithmOf(key)], key);
  return key;
}
