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

export default kms.operation({
  action: 'GenerateDataKeyWithoutPlaintext',
  summary: 'Makes a random data key, and answers it encrypted only.',
  description: 'For programs that store a data key where another program will use it, which decrypts it with Decrypt.',

  ram: keyPermission('GenerateDataKeyWithoutPlaintext', 'get'),
  qps: 1000,

  crossAccount: true,

  request: { KeyId: keyIdOrAlias, ...dataKeyRequest, EncryptionContext: encryptionContext, DryRun: dryRun },
  response: { ...keyAndVersion, CiphertextBlob: shownBlob },
  errors: { ...encryptErrors },
  examples: [
    {
      title: 'A data key of 16 octets',
      request: { KeyId: EXAMPLE_KEY_ID, NumberOfBytes: 16 },
      response: { KeyId: EXAMPLE_KEY_ID, KeyVersionId: EXAMPLE_VERSION_ID, CiphertextBlob: EXAMPLE_BLOB },
    },
  ],
  seeAlso: ['GenerateDataKey', 'Decrypt'],
  resolve: resolveKey,

  async handle({ KeyId, KeySpec, NumberOfBytes, EncryptionContext, DryRun }, call) {
    const context = checkedContext(EncryptionContext);
    const key = await namedKey('work', KeyId, call);
    const dataKey = Buffer.from(newDataKey(KeySpec, NumberOfBytes));
    const { keyId, versionId, blob } = await call.encryption.encrypt(key, dataKey, context);
    dataKey.fill(0);
    if (isDryRun(DryRun)) throw call.fail('DryRunOperationError');
    return { KeyId: keyId, KeyVersionId: versionId, CiphertextBlob: blob.toString('base64') };
  },
});
