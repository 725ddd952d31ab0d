import { encryptFor } from '../../../kms/keys/public-key-encryption.js';
import { Problem } from '../../../spec/problem.js';
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
import {
  askedWrapping,
  EXAMPLE_EXPORTED,
  EXAMPLE_WRAPPING_KEY,
  exportedDataKey,
  wrappingRequest,
} from './wrapping-fields.js';

export default kms.operation({
  action: 'GenerateAndExportDataKey',
  summary:
    'Makes a random data key, and answers it encrypted twice: with the key, and for the public key of somebody else.',
  description:
    'Keep the first beside the data, for Decrypt, and hand the second over. The data key is not answered in the clear.',

  ram: keyPermission('GenerateAndExportDataKey', 'get'),
  qps: 200,

  crossAccount: true,

  request: {
    KeyId: keyIdOrAlias,
    ...dataKeyRequest,
    ...wrappingRequest,
    EncryptionContext: encryptionContext,
    DryRun: dryRun,
  },
  response: { ...keyAndVersion, CiphertextBlob: shownBlob, ExportedDataKey: exportedDataKey },
  errors: { ...encryptErrors },
  examples: [
    {
      title: 'A data key for the holder of an SM2 key',
      request: {
        KeyId: EXAMPLE_KEY_ID,
        KeySpec: 'AES_256',
        PublicKeyBlob: EXAMPLE_WRAPPING_KEY,
        WrappingKeySpec: 'EC_SM2',
        WrappingAlgorithm: 'SM2PKE',
      },
      response: {
        KeyId: EXAMPLE_KEY_ID,
        KeyVersionId: EXAMPLE_VERSION_ID,
        CiphertextBlob: EXAMPLE_BLOB,
        ExportedDataKey: EXAMPLE_EXPORTED,
      },
    },
  ],
  seeAlso: ['ExportDataKey', 'GenerateDataKeyWithoutPlaintext'],
  resolve: resolveKey,

  async handle({ KeyId, KeySpec, NumberOfBytes, EncryptionContext, DryRun, ...wanted }, call) {
    const { spkiDer, algorithm, longest } = askedWrapping(wanted);
    if (NumberOfBytes !== undefined && NumberOfBytes > longest) {
      throw new Problem(['NumberOfBytes'], 'range', `must be at most ${longest} with ${algorithm}`);
    }
    const context = checkedContext(EncryptionContext);
    const key = await namedKey('work', KeyId, call);
    const dataKey = newDataKey(KeySpec, NumberOfBytes);
    const { keyId, versionId, blob } = await call.encryption.encrypt(key, Buffer.from(dataKey), context);
    const exported = encryptFor(algorithm, spkiDer, Buffer.from(dataKey, 'base64'));
    if (isDryRun(DryRun)) throw call.fail('DryRunOperationError');
    return {
      KeyId: keyId,
      KeyVersionId: versionId,
      CiphertextBlob: blob.toString('base64'),
      ExportedDataKey: exported.toString('base64'),
    };
  },
});
