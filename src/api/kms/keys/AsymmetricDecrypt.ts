import { encryptionAlgorithmsOf, requireEncryptionPair } from '../../../kms/keys/public-key-encryption.js';
import { secret } from '../../../spec/field.js';
import { dryRun, isDryRun } from '../dry-run.js';
import { kms } from '../product.js';
import { keyAndVersion } from './encryption-fields.js';
import { EXAMPLE_VERSION_ID } from './key-fields.js';
import { EXAMPLE_KEY_ID, keyPermission, resolveKey } from './named-key.js';
import { EXAMPLE_PAIR_CIPHERTEXT, encryptionAlgorithm, pairCiphertext } from './pair-encryption-fields.js';
import { keyOfKind, namedPair, pairErrors, requireAlgorithm, versionOfKind } from './pair-fields.js';

export default kms.operation({
  action: 'AsymmetricDecrypt',
  summary: 'Decrypts with the private key of a pair what was encrypted with its public key.',

  ram: keyPermission('AsymmetricDecrypt', 'get'),
  qps: 200,

  crossAccount: true,

  request: {
    KeyId: keyOfKind('kms.encryption-pair'),
    KeyVersionId: versionOfKind('kms.encryption-pair-version'),
    Algorithm: encryptionAlgorithm,
    CiphertextBlob: pairCiphertext,
    DryRun: dryRun,
  },
  response: {
    ...keyAndVersion,
    Plaintext: secret({
      required: true,
      format: 'base64',
      about: 'What was encrypted, in Base64.',
      example: 'SGVsbG8gd29ybGQ=',
    }),
  },
  errors: {
    ...pairErrors,
    InvalidParameter: {
      status: 400,
      message: 'The specified parameter "CiphertextBlob" is not valid.',
      cause: 'It was not encrypted with this version of the key and this algorithm, or was changed.',
      advice: 'Send the ciphertext as it was made, and the version and the algorithm that it was made with.',
    },
  },
  examples: [
    {
      title: 'What AsymmetricEncrypt answered',
      request: {
        KeyId: EXAMPLE_KEY_ID,
        KeyVersionId: EXAMPLE_VERSION_ID,
        Algorithm: 'RSAES_OAEP_SHA_256',
        CiphertextBlob: EXAMPLE_PAIR_CIPHERTEXT,
      },
      response: { KeyId: EXAMPLE_KEY_ID, KeyVersionId: EXAMPLE_VERSION_ID, Plaintext: 'SGVsbG8gd29ybGQ=' },
    },
  ],
  seeAlso: ['AsymmetricEncrypt', 'GetPublicKey'],
  resolve: resolveKey,

  async handle({ KeyId, KeyVersionId, Algorithm, CiphertextBlob, DryRun }, call) {
    const { key, version } = await namedPair({ KeyId, KeyVersionId }, call, requireEncryptionPair);
    requireAlgorithm(Algorithm, encryptionAlgorithmsOf(key.spec), key);
    const ciphertext = Buffer.from(CiphertextBlob, 'base64');
    const plaintext = await call.pairDecryption.decrypt(key, version, Algorithm, ciphertext, call.requester);
    try {
      if (isDryRun(DryRun)) throw call.fail('DryRunOperationError');
      return { KeyId: key.id, KeyVersionId: version.id, Plaintext: plaintext.toString('base64') };
    } finally {
      plaintext.fill(0);
    }
  },
});
