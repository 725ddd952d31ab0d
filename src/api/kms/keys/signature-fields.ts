/** Fields of signatures (wire/kms.md sections 7.10, 7.11 and 16). */
import { digestLengths, type SignatureAlgorithmName, signatureAlgorithms } from '../../../kms/keys/signatures.js';
import { binary, oneOf } from '../../../spec/field.js';
import { Problem } from '../../../spec/problem.js';

export const signatureAlgorithm = oneOf(signatureAlgorithms, {
  required: true,
  about:
    'RSA_PSS_SHA_256 or RSA_PKCS1_SHA_256 with RSA keys, ECDSA_SHA_256 with EC_P256 and EC_P256K, SM2DSA with EC_SM2; ML_DSA_44, ML_DSA_65 and ML_DSA_87, extensions of this server, with the specs of these names.',
  example: 'ECDSA_SHA_256',
});

export const EXAMPLE_DIGEST = 'uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=';
export const EXAMPLE_SIGNATURE =
  'MEUCIQCu2zDv2PzZZGr9LZD7+zMJh5uYdBmHqBVmPG1XbF4l5gIgK4Jx0H7mZ2tHfWw8rF2cUjcKJHkWYH1Vd3ZP2oW0V3Q=';

export const digest = binary({
  required: true,
  maxLength: 88,
  about:
    'The digest of what is signed: 32 octets, of SHA-256, or for SM2DSA SM3(Z_A ‖ message) with the identity 1234567812345678. With ML-DSA 32 to 64 octets, which are signed as a message.',
  example: EXAMPLE_DIGEST,
});

/** Names the parameter where the algorithm takes no digest of that length. */
export function readDigest(text: string, algorithm: SignatureAlgorithmName): Buffer {
  const octets = Buffer.from(text, 'base64');
  const { minimum, maximum } = digestLengths(algorithm);
  if (octets.length >= minimum && octets.length <= maximum) return octets;
  const lengths = minimum === maximum ? `${minimum}` : `${minimum} to ${maximum}`;
  throw new Problem(['Digest'], 'length', `must be ${lengths} octets for ${algorithm}`);
}
