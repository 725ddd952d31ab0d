import { secret, string } from '../../../spec/field.js';
import { VISIBLE_ASCII } from '../../../spec/text-rules.js';
import { dryRun, dryRunErrors, isDryRun } from '../dry-run.js';
import { kms } from '../product.js';
import { ciphertextInvalid } from './encryption-errors.js';
import { checkedContext, ciphertextBlob, EXAMPLE_BLOB, encryptionContext, keyAndVersion } from './encryption-fields.js';
import { actionUnsupported, keyNotFound, whileEnabledErrors } from './errors.js';
import { EXAMPLE_VERSION_ID } from './key-fields.js';
import { EXAMPLE_KEY_ID, keyPermission } from './named-key.js';
import { decryptCiphertext, resolveCiphertext } from './resolve-ciphertext.js';

export default kms.operation({
  action: 'Decrypt',
  summary: 'Decrypts what Encrypt, GenerateDataKey or GenerateDataKeyWithoutPlaintext answered.',
  description:
    'The ciphertext says with which version of which key. It needs the EncryptionContext that it was encrypted with.',

  ram: keyPermission('Decrypt', 'get'),
  qps: 1000,

  crossAccount: true,

  request: {
    CiphertextBlob: ciphertextBlob,
    EncryptionContext: encryptionContext,
    DryRun: dryRun,
    Recipient: string({
      minLength: 1,
      maxLength: 16_384,
      pattern: VISIBLE_ASCII,
      about: 'Leave it out: there is no encrypting for a recipient here.',
      example: 'AA==',
    }),
  },
  response: {
    ...keyAndVersion,
    Plaintext: secret({ required: true, about: 'What was encrypted.', example: 'SGVsbG8gd29ybGQ=' }),
    CiphertextForRecipient: string({ about: 'Never answered.', example: 'AA==' }),
  },
  errors: {
    ...keyNotFound,
    ...whileEnabledErrors,
    ...actionUnsupported,
    ...ciphertextInvalid,
    ...dryRunErrors,
  },
  examples: [
    {
      title: 'What Encrypt answered',
      request: { CiphertextBlob: EXAMPLE_BLOB },
      response: { KeyId: EXAMPLE_KEY_ID, KeyVersionId: EXAMPLE_VERSION_ID, Plaintext: 'SGVsbG8gd29ybGQ=' },
    },
  ],
  seeAlso: ['Encrypt', 'GenerateDataKey'],
  differences: [
    'Recipient, which the vendor does not describe, is refused with UnsupportedOperation.',
    'A ciphertext of an account or a key that is not there answers Forbidden.KeyNotFound; everything else that is wrong with one answers one error.',
  ],
  resolve: resolveCiphertext,

  async handle({ CiphertextBlob, EncryptionContext, DryRun, Recipient }, call) {
    const { fail } = call;
    if (Recipient !== undefined) throw fail('UnsupportedOperation');
    const context = checkedContext(EncryptionContext);
    const blob = Buffer.from(CiphertextBlob, 'base64');
    const { keyId, versionId, plaintext } = await decryptCiphertext(blob, context, call);
    try {
      if (isDryRun(DryRun)) throw fail('DryRunOperationError');
      return { KeyId: keyId, KeyVersionId: versionId, Plaintext: plaintext.toString() };
    } finally {
      plaintext.fill(0);
    }
  },
});
