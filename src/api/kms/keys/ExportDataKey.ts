import { Refusal } from '../../../domain/change.js';
import { encryptFor } from '../../../kms/keys/public-key-encryption.js';
import type { KeyReason } from '../../../kms/keys/refusals.js';
import { dryRun, dryRunErrors, isDryRun } from '../dry-run.js';
import { kms } from '../product.js';
import { ciphertextInvalid } from './encryption-errors.js';
import { checkedContext, ciphertextBlob, EXAMPLE_BLOB, encryptionContext, keyAndVersion } from './encryption-fields.js';
import { actionUnsupported, keyNotFound, whileEnabledErrors } from './errors.js';
import { EXAMPLE_VERSION_ID } from './key-fields.js';
import { EXAMPLE_KEY_ID, keyPermission } from './named-key.js';
import { decryptCiphertext, resolveCiphertext } from './resolve-ciphertext.js';
import {
  askedWrapping,
  EXAMPLE_EXPORTED,
  EXAMPLE_WRAPPING_KEY,
  exportedDataKey,
  wrappingRequest,
} from './wrapping-fields.js';

export default kms.operation({
  action: 'ExportDataKey',
  summary: 'Encrypts a data key for the public key of somebody else.',
  description: `
    The data key is what GenerateDataKey or GenerateDataKeyWithoutPlaintext encrypted. Its octets are handed over, not their Base64 text; they are nowhere in the clear but with the holder of the private key.`,

  ram: keyPermission('ExportDataKey', 'get'),
  qps: 200,

  crossAccount: true,

  request: {
    CiphertextBlob: ciphertextBlob,
    ...wrappingRequest,
    EncryptionContext: encryptionContext,
    DryRun: dryRun,
  },
  response: { ...keyAndVersion, ExportedDataKey: exportedDataKey },
  errors: { ...keyNotFound, ...whileEnabledErrors, ...actionUnsupported, ...ciphertextInvalid, ...dryRunErrors },
  examples: [
    {
      title: 'A data key for the holder of an SM2 key',
      request: {
        CiphertextBlob: EXAMPLE_BLOB,
        PublicKeyBlob: EXAMPLE_WRAPPING_KEY,
        WrappingKeySpec: 'EC_SM2',
        WrappingAlgorithm: 'SM2PKE',
      },
      response: { KeyId: EXAMPLE_KEY_ID, KeyVersionId: EXAMPLE_VERSION_ID, ExportedDataKey: EXAMPLE_EXPORTED },
    },
  ],
  seeAlso: ['GenerateAndExportDataKey', 'GenerateDataKey'],
  differences: [
    'A ciphertext that holds no data key, or one too long for the public key, answers as one that does not open.',
  ],
  resolve: resolveCiphertext,

  async handle({ CiphertextBlob, EncryptionContext, DryRun, ...wanted }, call) {
    const { fail } = call;
    const { spkiDer, algorithm, longest } = askedWrapping(wanted);
    const context = checkedContext(EncryptionContext);
    const blob = Buffer.from(CiphertextBlob, 'base64');
    const { keyId, versionId, plaintext } = await decryptCiphertext(blob, context, call);
    const dataKey = Buffer.from(plaintext.toString('latin1'), 'base64');
    try {
      const isDataKey = dataKey.length > 0 && dataKey.toString('base64') === plaintext.toString('latin1');
      if (!isDataKey || dataKey.length > longest) throw new Refusal<KeyReason>('ciphertext-invalid');
      const exported = encryptFor(algorithm, spkiDer, dataKey);
      if (isDryRun(DryRun)) throw fail('DryRunOperationError');
      return { KeyId: keyId, KeyVersionId: versionId, ExportedDataKey: exported.toString('base64') };
    } finally {
      plaintext.fill(0);
      dataKey.fill(0);
    }
  },
});
