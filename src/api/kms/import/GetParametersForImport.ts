import { importAlgorithms, importAlgorithmsOf, WRAPPING_SPECS } from '../../../kms/import/wrapping.js';
import { oneOf, string } from '../../../spec/field.js';
import { Problem } from '../../../spec/problem.js';
import { utcTime } from '../../../text/utc-time.js';
import { aliasUnsupported, keyNotFound, originUnsupported } from '../keys/errors.js';
import { EXAMPLE_KEY_ID, keyPermission, plainlyNamedKey, resolveKey } from '../keys/named-key.js';
import { EXAMPLE_WRAPPING_KEY } from '../keys/wrapping-fields.js';
import { kms } from '../product.js';
import { EXAMPLE_ALGORITHM, EXAMPLE_TOKEN, externalKeyId } from './import-fields.js';

export default kms.operation({
  action: 'GetParametersForImport',
  summary: 'Returns a public key to encrypt material with, and the token that goes with it.',
  description: `
    Encrypt the material of the key with \`PublicKey\` and send it with ImportKeyMaterial, together with \`ImportToken\`. The two belong together and to
    this key, and are good for 24 hours. Each call makes new ones. \`openssl pkeyutl -encrypt\` encrypts what is short enough; the private key of a pair
    is encrypted with a cipher whose key is encrypted with the public key and stands in front.`,

  ram: keyPermission('GetParametersForImport', 'get'),

  request: {
    KeyId: externalKeyId,
    WrappingKeySpec: oneOf(WRAPPING_SPECS, {
      required: true,
      about: 'What the public key is: RSA of 2048 bits, or SM2.',
      example: 'RSA_2048',
    }),
    WrappingAlgorithm: oneOf(importAlgorithms, {
      required: true,
      about:
        'How the material is going to be encrypted. With RSA_2048: RSAES_OAEP_SHA_256, RSAES_OAEP_SHA_1 and RSAES_PKCS1_V1_5 for keys of AES, SM4 and HMAC, RSAES_OAEP_SHA_256_AES_256_ECB_PKCS7_PAD for pairs; the two with OAEP also for pairs on curves. With EC_SM2: SM2PKE for all keys, SM2PKE_SM4_ECB for pairs on curves.',
      example: EXAMPLE_ALGORITHM,
    }),
  },
  response: {
    KeyId: string({ required: true, about: 'The key.', example: EXAMPLE_KEY_ID }),
    PublicKey: string({
      required: true,
      about: 'The public key to encrypt with: SubjectPublicKeyInfo as DER, in Base64.',
      example: EXAMPLE_WRAPPING_KEY,
    }),
    ImportToken: string({ required: true, about: 'The token that goes with it.', example: EXAMPLE_TOKEN }),
    TokenExpireTime: string({ required: true, about: 'When the token ends, UTC.', example: '2024-03-26T10:00:00Z' }),
  },
  errors: { ...keyNotFound, ...aliasUnsupported, ...originUnsupported },
  examples: [
    {
      title: 'For the material of an AES key',
      request: { KeyId: EXAMPLE_KEY_ID, WrappingKeySpec: 'RSA_2048', WrappingAlgorithm: EXAMPLE_ALGORITHM },
      response: {
        KeyId: EXAMPLE_KEY_ID,
        PublicKey: EXAMPLE_WRAPPING_KEY,
        ImportToken: EXAMPLE_TOKEN,
        TokenExpireTime: '2024-03-26T10:00:00Z',
      },
    },
  ],
  seeAlso: ['CreateKey', 'ImportKeyMaterial'],
  differences: [
    'RSAES_OAEP_SHA_1 is taken for keys in instances too. Pairs on curves may also come with OAEP or SM2PKE alone, and keys of every kind with EC_SM2.',
  ],
  resolve: resolveKey,

  async handle({ KeyId, WrappingKeySpec, WrappingAlgorithm }, call) {
    const key = await plainlyNamedKey('get-import-parameters', KeyId, call);
    const possible = importAlgorithmsOf(WrappingKeySpec, key.spec);
    if (!possible.includes(WrappingAlgorithm)) {
      const rule = `must be ${possible.join(' or ')} for a key of the spec ${key.spec} with ${WrappingKeySpec}`;
      throw new Problem(['WrappingAlgorithm'], 'value', rule);
    }
    const made = await call.keyImport.parameters(key, WrappingKeySpec, WrappingAlgorithm, call.now, call.requester);
    return {
      KeyId: key.id,
      PublicKey: made.publicKeyDer.toString('base64'),
      ImportToken: made.token.toString('base64'),
      TokenExpireTime: utcTime(made.expiresAt),
    };
  },
});
