import { secret, string } from '../../../spec/field.js';
import { VISIBLE_ASCII } from '../../../spec/text-rules.js';
import { dryRun, isDryRun } from '../dry-run.js';
import { kms } from '../product.js';
import { encryptErrors } from './encryption-errors.js';
import {
  checkedContext,
  dataKeyRequest,
  EXAMPLE_BLOB,
  encryptionContext,
  keyAndVersion,
  newDataKey,
  shownBlob,
} from './encryption-fields.js';
import { EXAMPLE_VERSION_ID } from './key-fields.js';
import { EXAMPLE_KEY_ID, keyIdOrAlias, keyPermission, namedKey, resolveKey } from './named-key.js';

const EXAMPLE_DATA_KEY = 'QmFzZTY0IHRleHQgb2YgMzIgcmFuZG9tIGJ5dGVzLi4=';

export default kms.operation({
  action: 'GenerateDataKey',
  summary: 'Makes a random data key, and answers it in the clear and encrypted.',
  description: `
    Encrypt your data with it, keep the encrypted form beside the data, and forget the clear one: Decrypt gives it back. It is kept nowhere here.`,

  ram: keyPermission('GenerateDataKey', 'get'),
  qps: 1000,

  crossAccount: true,

  request: {
    KeyId: keyIdOrAlias,
    ...dataKeyRequest,
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
    Plaintext: secret({
      required: true,
      format: 'base64',
      about: 'The data key, in Base64.',
      example: EXAMPLE_DATA_KEY,
    }),
    CiphertextBlob: shownBlob,
    CiphertextForRecipient: string({ about: 'Never answered.', example: 'AA==' }),
  },
  errors: { ...encryptErrors },
  examples: [
    {
      title: 'A data key of 32 octets',
      request: { KeyId: EXAMPLE_KEY_ID, KeySpec: 'AES_256' },
      response: {
        KeyId: EXAMPLE_KEY_ID,
        KeyVersionId: EXAMPLE_VERSION_ID,
        Plaintext: EXAMPLE_DATA_KEY,
        CiphertextBlob: EXAMPLE_BLOB,
      },
    },
  ],
  seeAlso: ['GenerateDataKeyWithoutPlaintext', 'Decrypt'],
  differences: ['Recipient, which the vendor does not describe, is refused with UnsupportedOperation.'],
  resolve: resolveKey,

  async handle({ KeyId, KeySpec, NumberOfBytes, EncryptionContext, DryRun, Recipient }, call) {
    if (Recipient !== undefined) throw call.fail('UnsupportedOperation');
    const context = checkedContext(EncryptionContext);
    const key = await namedKey('work', KeyId, call);
    const dataKey = newDataKey(KeySpec, NumberOfBytes);
    const { keyId, versionId, blob } = await call.encryption.encrypt(key, Buffer.from(dataKey), context);
    if (isDryRun(DryRun)) throw call.fail('DryRunOperationError');
    return { KeyId: keyId, KeyVersionId: versionId, Plaintext: dataKey, CiphertextBlob: blob.toString('base64') };
  },
});
