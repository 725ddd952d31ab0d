/** Fields of encryption with pairs (wire/kms.md sections 7.8, 7.9 and 16). */
import { encryptionAlgorithms } from '../../../kms/keys/public-key-encryption.js';
import { oneOf, string } from '../../../spec/field.js';

export const encryptionAlgorithm = oneOf(encryptionAlgorithms, {
  required: true,
  about: 'RSAES_OAEP_SHA_256 or RSAES_OAEP_SHA_1 with RSA keys, SM2PKE with EC_SM2.',
  example: 'RSAES_OAEP_SHA_256',
});

export const EXAMPLE_PAIR_CIPHERTEXT = 'BQKP1zn6+ZRMETECAwEAAQ==';

/** Longer than the longest one, of SM2. Letters that are no Base64 answer as every other ciphertext that is wrong. */
export const pairCiphertext = string({
  required: true,
  names: 'kms.pair-ciphertext',
  maxLength: 8704,
  pattern: /[A-Za-z0-9+/=]+/,
  about: 'The ciphertext in Base64, as AsymmetricEncrypt or openssl makes it.',
  example: EXAMPLE_PAIR_CIPHERTEXT,
});

export const shownPairCiphertext = string({
  required: true,
  format: 'base64',
  about: 'The ciphertext in Base64: as long as the modulus, or with SM2 a DER structure.',
  example: EXAMPLE_PAIR_CIPHERTEXT,
});
