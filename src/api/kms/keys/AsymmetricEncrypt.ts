import {
  encryptFor,
  encryptionAlgorithmsOf,
  longestPlaintext,
  requireEncryptionPair,
} from '../../../kms/keys/public-key-encryption.js';
import { secret } from '../../../spec/field.js';
import { Problem } from '../../../spec/problem.js';
import { dryRun, isDryRun } from '../dry-run.js';
import { kms } from '../product.js';
import { keyAndVersion } from './encryption-fields.js';
import { EXAMPLE_VERSION_ID } from './key-fields.js';
import { EXAMPLE_KEY_ID, keyPermission, resolveKey } from './named-key.js';
import { EXAMPLE_PAIR_CIPHERTEXT, encryptionAlgorithm, shownPairCiphertext } from './pair-encryption-fields.js';
import { keyOfKind, namedPair, pairErrors, requireAlgorithm, versionOfKind } from './pair-fields.js';

export default kms.operation({
  action: 'AsymmetricEncrypt',
  summary: 'Encrypts a few octets with the public key of a pair.',
  description: 'A program that has the public key, from GetPublicKey, can do the same without this server.',

  ram: keyPermission('AsymmetricEncrypt', 'get'),
  qps: 200,

  crossAccount: true,

  request: {
    KeyId: keyOfKind('kms.encryption-pair'),
    KeyVersionId: versionOfKind('kms.encryption-pair-version'),
    Algorithm: encryptionAlgorithm,
    Plaintext: secret({
      required: true,
      maxLength: 8192,
      format: 'base64',
      about:
        'What to encrypt, in Base64. With RSA of 2048, 3072 and 4096 bits up to 190, 318 and 446 octets (SHA-256) or 214, 342 and 470 (SHA-1); with SM2 up to 6,047.',
      example: 'SGVsbG8gd29ybGQ=',
    }),
    DryRun: dryRun,
  },
  response: { ...keyAndVersion, CiphertextBlob: shownPairCiphertext },
  errors: { ...pairErrors },
  examples: [
    {
      title: 'A few octets, with an RSA key',
      request: {
        KeyId: EXAMPLE_KEY_ID,
        KeyVersionId: EXAMPLE_VERSION_ID,
        Algorithm: 'RSAES_OAEP_SHA_256',
        Plaintext: 'SGVsbG8gd29ybGQ=',
      },
      response: {
        KeyId: EXAMPLE_KEY_ID,
        KeyVersionId: EXAMPLE_VERSION_ID,
        CiphertextBlob: EXAMPLE_PAIR_CIPHERTEXT,
      },
    },
  ],
  seeAlso: ['AsymmetricDecrypt', 'GetPublicKey'],
  resolve: resolveKey,

  async handle({ KeyId, KeyVersionId, Algorithm, Plaintext, DryRun }, call) {
    const { key, version } = await namedPair({ KeyId, KeyVersionId }, call, requireEncryptionPair);
    requireAlgorithm(Algorithm, encryptionAlgorithmsOf(key.spec), key);
    const { publicKeyDer } = version;
    if (!publicKeyDer) throw new Error(`the version ${version.id} of a pair has no public key`);
    const plaintext = Buffer.from(Plaintext, 'base64');
    const longest = longestPlaintext(Algorithm, publicKeyDer);
    if (plaintext.length > longest) {
      throw new Problem(['Plaintext'], 'length', `must be at most ${longest} octets for ${key.spec} with ${Algorithm}`);
    }
    const encrypted = encryptFor(Algorithm, publicKeyDer, plaintext);
    if (isDryRun(DryRun)) throw call.fail('DryRunOperationError');
    return { KeyId: key.id, KeyVersionId: version.id, CiphertextBlob: encrypted.toString('base64') };
  },
});
