import { secret } from '../../../spec/field.js';
import { dryRun, isDryRun } from '../dry-run.js';
import { kms } from '../product.js';
import { encryptErrors } from './encryption-errors.js';
import { checkedContext, EXAMPLE_BLOB, encryptionContext, keyAndVersion, shownBlob } from './encryption-fields.js';
import { EXAMPLE_VERSION_ID } from './key-fields.js';
import { EXAMPLE_KEY_ID, keyIdOrAlias, keyPermission, namedKey, resolveKey } from './named-key.js';

export default kms.operation({
  action: 'Encrypt',
  summary: 'Encrypts a text with a symmetric key.',
  description: `
    Encrypted is the text as it is sent: of Base64, its letters. Decrypt gives the same text back. The ciphertext names the version of the key that made
    it. For more than 6 KB, encrypt with a data key of GenerateDataKey.`,

  ram: keyPermission('Encrypt', 'get'),
  qps: 1000,

  crossAccount: true,

  request: {
    KeyId: keyIdOrAlias,
    Plaintext: secret({
      required: true,
      maxBytes: 8192,
      about: 'What to encrypt; mostly Base64, which makes 6 KB of data.',
      example: 'SGVsbG8gd29ybGQ=',
    }),
    EncryptionContext: encryptionContext,
    DryRun: dryRun,
  },
  response: { ...keyAndVersion, CiphertextBlob: shownBlob },
  errors: { ...encryptErrors },
  examples: [
    {
      title: 'A text',
      request: { KeyId: EXAMPLE_KEY_ID, Plaintext: 'SGVsbG8gd29ybGQ=' },
      response: { KeyId: EXAMPLE_KEY_ID, KeyVersionId: EXAMPLE_VERSION_ID, CiphertextBlob: EXAMPLE_BLOB },
    },
  ],
  seeAlso: ['Decrypt', 'GenerateDataKey'],
  resolve: resolveKey,

  async handle({ KeyId, Plaintext, EncryptionContext, DryRun }, call) {
    const context = checkedContext(EncryptionContext);
    const key = await namedKey('work', KeyId, call);
    const { keyId, versionId, blob } = await call.encryption.encrypt(key, Buffer.from(Plaintext), context);
    if (isDryRun(DryRun)) throw call.fail('DryRunOperationError');
    return { KeyId: keyId, KeyVersionId: versionId, CiphertextBlob: blob.toString('base64') };
  },
});
