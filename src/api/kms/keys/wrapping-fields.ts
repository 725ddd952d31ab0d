/** Fields of handing a data key over, encrypted for a public key (wire/kms.md sections 7.5 and 7.6). */
import {
  type EncryptionAlgorithmName,
  encryptionAlgorithms,
  longestPlaintext,
} from '../../../kms/keys/public-key-encryption.js';
import {
  isWrappingKey,
  WRAPPING_SPECS,
  type WrappingSpec,
  wrappingAlgorithmsOf,
} from '../../../kms/keys/wrapping-keys.js';
import { binary, oneOf, string } from '../../../spec/field.js';
import { Problem } from '../../../spec/problem.js';

export const EXAMPLE_WRAPPING_KEY =
  'MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAECfnfMR5UIaFQ3X0WHkvFxnIXn60YM/wHa7CP81bzUCDM6kkM4md1pS3G6nGMwapgCu0F+/NeCEpmMvYHLamtEw==';

export const wrappingRequest = {
  PublicKeyBlob: binary({
    required: true,
    maxLength: 1024,
    about: 'The public key of whom the data key is for: SubjectPublicKeyInfo as DER, in Base64.',
    example: EXAMPLE_WRAPPING_KEY,
  }),
  WrappingKeySpec: oneOf(WRAPPING_SPECS, {
    required: true,
    about: 'What the public key is: RSA of 2048 bits, or SM2.',
    example: 'EC_SM2',
  }),
  WrappingAlgorithm: oneOf(encryptionAlgorithms, {
    required: true,
    about: 'RSAES_OAEP_SHA_256 or RSAES_OAEP_SHA_1 with RSA_2048, SM2PKE with EC_SM2.',
    example: 'SM2PKE',
  }),
} as const;

export const EXAMPLE_EXPORTED = 'MHkCIQDrxY4XmGIENDImjnf+tkFeLt4ODgc=';

export const exportedDataKey = string({
  required: true,
  format: 'base64',
  about: 'The octets of the data key, encrypted for the public key, in Base64.',
  example: EXAMPLE_EXPORTED,
});

export interface Wrapping {
  readonly spkiDer: Buffer;
  readonly algorithm: EncryptionAlgorithmName;
  /** How many octets it can take. */
  readonly longest: number;
}

interface Asked {
  readonly PublicKeyBlob: string;
  readonly WrappingKeySpec: WrappingSpec;
  readonly WrappingAlgorithm: EncryptionAlgorithmName;
}

/** Names the parameter that does not fit the others. */
export function askedWrapping({ PublicKeyBlob, WrappingKeySpec, WrappingAlgorithm }: Asked): Wrapping {
  const possible = wrappingAlgorithmsOf(WrappingKeySpec);
  if (!possible.includes(WrappingAlgorithm)) {
    throw new Problem(['WrappingAlgorithm'], 'value', `must be ${possible.join(' or ')} with ${WrappingKeySpec}`);
  }
  const spkiDer = Buffer.from(PublicKeyBlob, 'base64');
  if (!isWrappingKey(WrappingKeySpec, spkiDer)) {
    throw new Problem(['PublicKeyBlob'], 'value', `must be the DER of a public key of the spec ${WrappingKeySpec}`);
  }
  return { spkiDer, algorithm: WrappingAlgorithm, longest: longestPlaintext(WrappingAlgorithm, spkiDer) };
}
