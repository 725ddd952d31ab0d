import { integer, secret } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { changeErrors, originUnsupported } from '../keys/errors.js';
import { EXAMPLE_KEY_ID, keyPermission, plainlyNamedKey, resolveKey } from '../keys/named-key.js';
import { kms } from '../product.js';
import { EXAMPLE_TOKEN, externalKeyId } from './import-fields.js';

/** Letters that are no Base64 answer as every other token or material that is wrong. */
const BASE64_LETTERS = /[A-Za-z0-9+/=]+/;
/** The last second of the year 9999, as times are written. */
const LAST_SECOND = 253_402_300_799;

const EXAMPLE_MATERIAL = 'bCPZx7B6oQPZUIENDImjnf+tkFeLt4ODgc6b==';

/**
 * Both are kept out of the audit log: the token is the wrapping key under the server's seal, so that the two together would keep material that is
 * deleted.
 */
export default kms.operation({
  action: 'ImportKeyMaterial',
  summary: 'Gives a key its material, which was encrypted with the public key of GetParametersForImport.',
  description: `
    Keys of AES, SM4 and HMAC take as many octets as their spec says. A pair takes its private key as PKCS #8 DER, on a curve also as the scalar of 32 octets. What
    a key was given once is all that it can be given again: the same material also renews \`KeyMaterialExpireUnix\`, and brings a key back that
    has lost it. Keep the material; nothing gives it out again.`,

  ram: keyPermission('ImportKeyMaterial', 'update'),

  request: {
    KeyId: externalKeyId,
    ImportToken: secret({
      required: true,
      names: 'kms.import-token',
      maxLength: 4096,
      pattern: BASE64_LETTERS,
      about: 'The token of GetParametersForImport.',
      example: EXAMPLE_TOKEN,
    }),
    EncryptedKeyMaterial: secret({
      required: true,
      names: 'kms.import-token',
      maxLength: 8704,
      pattern: BASE64_LETTERS,
      about:
        'The material, encrypted with the public key and the algorithm of GetParametersForImport, in Base64. A ciphertext of SM2 is in the structure of openssl or 04, C1, C3 and C2.',
      example: EXAMPLE_MATERIAL,
    }),
    KeyMaterialExpireUnix: integer({
      minimum: 0,
      maximum: LAST_SECOND,
      default: 0,
      unit: 'seconds',
      about: 'When the material ends, in seconds since 1970. 0: never.',
      example: 0,
    }),
  },
  response: {},
  errors: {
    ...changeErrors,
    ...originUnsupported,
    InvalidKeyMaterial: {
      status: 400,
      message: 'key material is invalid.',
      cause:
        'It does not open with the public key of the token, or is no material for a key of this spec, or is other than what the key had before: which of them is not said.',
      advice:
        'Compare its length with the spec of the key, and the encryption with `WrappingAlgorithm`. A key whose material is lost cannot be given another: create a new key.',
    },
    InvalidImportToken: {
      status: 400,
      message: 'import token is invalid.',
      cause: 'It is no token of GetParametersForImport, or one of another key.',
      advice: 'Send the `ImportToken` that came with the public key, for the same key.',
    },
    ExpiredImportToken: {
      status: 400,
      message: 'import token is expired.',
      advice: 'Call GetParametersForImport again, and encrypt the material with the new public key.',
    },
  },
  examples: [
    {
      title: 'Material without an end',
      request: { KeyId: EXAMPLE_KEY_ID, ImportToken: EXAMPLE_TOKEN, EncryptedKeyMaterial: EXAMPLE_MATERIAL },
      response: {},
    },
  ],
  seeAlso: ['GetParametersForImport', 'DeleteKeyMaterial', 'DescribeKey'],
  differences: [
    'KeyMaterialExpireUnix may be left out, as the samples of the vendor do.',
    'Weak RSA keys are refused: an exponent below 65537, small or close factors, and those of the chips of CVE-2017-15361.',
  ],
  resolve: resolveKey,

  async handle({ KeyId, ImportToken, EncryptedKeyMaterial, KeyMaterialExpireUnix }, call) {
    const expiresAt = KeyMaterialExpireUnix === 0 ? undefined : new Date(KeyMaterialExpireUnix * 1000);
    if (expiresAt && expiresAt <= call.now) {
      throw call.fail('InvalidParameter', { P: 'KeyMaterialExpireUnix', Rule: 'must be 0 or in the future' });
    }
    const key = await plainlyNamedKey('get-material', KeyId, call);
    const token = Buffer.from(ImportToken, 'base64');
    const wrapped = Buffer.from(EncryptedKeyMaterial, 'base64');
    return effect(await call.keyImport.import(key, { token, wrapped, expiresAt }, call.now, call.requester), {});
  },
});
