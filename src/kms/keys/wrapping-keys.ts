/** Public keys of others, to whom data keys are handed over (wire/kms.md sections 7.5 and 7.6). */
import { sm2Curve } from '../../crypto/curves.js';
import { InvalidPublicKey, openPublicKey } from '../../crypto/public-key.js';
import { type EncryptionAlgorithmName, encryptionAlgorithmsOf } from './public-key-encryption.js';

export const WRAPPING_SPECS = ['RSA_2048', 'EC_SM2'] as const;
export type WrappingSpec = (typeof WRAPPING_SPECS)[number];

export const wrappingAlgorithmsOf = (spec: WrappingSpec): readonly EncryptionAlgorithmName[] =>
  encryptionAlgorithmsOf(spec);

/** Whether it is the SubjectPublicKeyInfo of a key of that spec: of SM2 with an uncompressed point on the curve. */
export function isWrappingKey(spec: WrappingSpec, spkiDer: Buffer): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = openPublicKey(spkiDer).keyObject;
    if (spec === 'RSA_2048') return asymmetricKeyType === 'rsa' && asymmetricKeyDetails?.modulusLength === 2048;
    return sm2Curve.layout.spki(spkiDer.subarray(-64)).equals(spkiDer);
  } catch (fault) {
    if (fault instanceof InvalidPublicKey) return false;
    throw fault;
  }
}
