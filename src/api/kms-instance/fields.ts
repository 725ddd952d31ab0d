/** Fields of the messages (wire/kms-instance.md section 3), each given its number where it is used. Bytes stand here as Base64. */
import { binary, integer, secret, string } from '../../spec/field.js';
import { VISIBLE_ASCII } from '../../spec/text-rules.js';
import { MOST_AAD_BYTES } from './encryption-parameters.js';

export const EXAMPLE_KEY_ID = 'key-hzz62f1cb66fa42qo1234';
export const EXAMPLE_VERSION_ID = '86a9efd9-3d16-6894-bd4f-1fc43f3f0001';
export const EXAMPLE_IV = 'aaSl+TztSIMe43nb';
export const EXAMPLE_CIPHERTEXT = 'TGVzZSB0aGUgb2N0ZXRzIHdpdGggYSB0YWc=';
export const EXAMPLE_PLAINTEXT = 'aGVsbG8=';
export const EXAMPLE_REQUEST_ID = '09470F19-CEE8-5C63-BF2C-02B5E3F07A17';

const MIGRATION_HEADER = 'x-kms-migrationkeyversionid';
/** In Base64. */
const AAD_CHARACTERS = 4 * Math.ceil(MOST_AAD_BYTES / 3);

const KEY_NAME = {
  maxLength: 512,
  pattern: VISIBLE_ASCII,
  about: 'The key, by its id or an alias: `alias/…`.',
  example: EXAMPLE_KEY_ID,
} as const;

export const keyId = (number: number) => string({ number, required: true, ...KEY_NAME });
/** Where the key may also be named by one of its versions. */
export const keyIdOrNone = (number: number) => string({ number, ...KEY_NAME });

export const algorithm = (number: number, about: string, example: string) =>
  string({ number, maxLength: 64, pattern: VISIBLE_ASCII, about, example });

export const encryptionAlgorithm = (number: number) =>
  algorithm(
    number,
    'AES_GCM (default), AES_CBC or AES_ECB with AES keys, SM4_GCM with Aliyun_SM4, RSAES_OAEP_SHA_256 (default) or RSAES_OAEP_SHA_1 with RSA, ECIES_DH_SHA_1_XOR_HMAC with EC_P256 and EC_P256K, SM2PKE with EC_SM2.',
    'AES_GCM',
  );

export const gcmAlgorithm = (number: number) =>
  algorithm(number, 'AES_GCM, or SM4_GCM with Aliyun_SM4. Default: the one that the key has.', 'AES_GCM');

export const signatureAlgorithm = (number: number) =>
  algorithm(
    number,
    'RSA_PSS_SHA_256 (default) or RSA_PKCS1_SHA_256 with RSA, ECDSA_SHA_256 with EC_P256 and EC_P256K, SM2DSA with EC_SM2; ML_DSA_44, ML_DSA_65 and ML_DSA_87, extensions of this server, with the specs of these names.',
    'ECDSA_SHA_256',
  );

export const plaintext = (number: number) =>
  secret({
    number,
    required: true,
    format: 'base64',
    about:
      'What to encrypt: of symmetric keys as much as a request has room for, of RSA at most as many octets as the algorithm takes, of SM2 6047, of ECIES 6144. The vendor recommends 6 KB and 1 KB.',
    example: EXAMPLE_PLAINTEXT,
  });

export const aad = (number: number) =>
  binary({
    number,
    maxLength: AAD_CHARACTERS,
    about: `Additional data of GCM, at most ${MOST_AAD_BYTES} octets: not encrypted, and needed again to decrypt.`,
    example: 'b3JkZXIgMTI=',
  });

export const iv = (number: number, about: string) => binary({ number, maxLength: 24, about, example: EXAMPLE_IV });

export const paddingMode = (number: number) =>
  string({
    number,
    maxLength: 64,
    pattern: VISIBLE_ASCII,
    about: 'Of AES_CBC and AES_ECB: PKCS7_PADDING (default), or NO_PADDING for whole blocks of 16 octets.',
    example: 'PKCS7_PADDING',
  });

export const ciphertext = (number: number) =>
  binary({ number, required: true, about: 'The ciphertext.', example: EXAMPLE_CIPHERTEXT });

/** Of something random. */
export const randomLength = (number: number) =>
  integer({
    number,
    required: true,
    minimum: 1,
    maximum: 1024,
    unit: 'bytes',
    about: 'How many octets.',
    example: 16,
  });
export const EXAMPLE_RANDOM = 'MTYgcmFuZG9tIG9jdGV0cw==';

/** As a header beside the message. */
export const version = string({
  header: MIGRATION_HEADER,
  maxLength: 64,
  pattern: VISIBLE_ASCII,
  about: 'The version of the key. Default: the first that it ever had.',
  example: EXAMPLE_VERSION_ID,
});

export const versionUsed = string({
  header: MIGRATION_HEADER,
  required: true,
  about: 'The version of the key that was used.',
  example: EXAMPLE_VERSION_ID,
});

export const shown = (number: number, about: string, example: string) =>
  string({ number, required: true, about, example });
export const sometimes = (number: number, about: string, example: string) => string({ number, about, example });
export const shownBytes = (number: number, about: string, example: string) =>
  binary({ number, required: true, about, example });
export const shownSecret = (number: number, about: string, example: string) =>
  secret({ number, required: true, format: 'base64', about, example });

export const shownIv = (number: number, about: string) => shownBytes(number, about, EXAMPLE_IV);
export const ivIfAny = (number: number, about: string) => binary({ number, about, example: EXAMPLE_IV });

export const shownKeyId = (number: number) => shown(number, 'The id of the key.', EXAMPLE_KEY_ID);
export const shownVersionId = (number: number) => shown(number, 'The version of the key.', EXAMPLE_VERSION_ID);
export const shownAlgorithm = (number: number, example = 'AES_GCM') => shown(number, 'The algorithm.', example);
export const shownPadding = (number: number) =>
  sometimes(number, 'The padding, of AES_CBC and AES_ECB.', 'PKCS7_PADDING');
/** Filled in by the gateway. */
export const requestId = (number: number) => sometimes(number, 'The id of the request.', EXAMPLE_REQUEST_ID);
