import { requireEncryptionUsage } from '../../kms/keys/instance-encryption.js';
import { EXAMPLE_ADVANCED } from './AdvanceEncrypt.js';
import { readAdvanced } from './advanced.js';
import { decryptedAnswer, decryptSymmetrically } from './Decrypt.js';
import { isSymmetric } from './encryption-parameters.js';
import { decryptionFailed, keyErrors, symmetricOnly } from './errors.js';
import { EXAMPLE_KEY_ID, EXAMPLE_PLAINTEXT, EXAMPLE_VERSION_ID, shownVersionId } from './fields.js';
import { decryptedFields, decryptionFields } from './messages.js';
import { namedKey, resolveKey, useOfKey, versionIdOf } from './named-key.js';
import { kmsInstance } from './product.js';

export default kmsInstance.operation({
  action: 'AdvanceDecrypt',
  summary: 'Decrypts what the Advance operations answered, and what Encrypt and the others answered.',
  description: `
    A ciphertext of AdvanceEncrypt, AdvanceGenerateDataKey or AdvanceGenerateDataKeyPair says all but the Aad. Of one of Encrypt, GenerateDataKey or GenerateDataKeyPair, give KeyId,
    Iv and Algorithm as for Decrypt.`,

  ram: useOfKey,

  request: decryptionFields('The initialization vector, where the ciphertext does not say it.'),
  response: { ...decryptedFields, KeyVersionId: shownVersionId(6) },
  errors: { ...keyErrors, ...symmetricOnly, ...decryptionFailed },
  examples: [
    {
      title: 'What AdvanceEncrypt answered',
      request: { CiphertextBlob: EXAMPLE_ADVANCED },
      response: {
        KeyId: EXAMPLE_KEY_ID,
        Plaintext: EXAMPLE_PLAINTEXT,
        Algorithm: 'AES_GCM',
        KeyVersionId: EXAMPLE_VERSION_ID,
      },
    },
  ],
  seeAlso: ['AdvanceEncrypt', 'Decrypt'],
  resolve: async (input, call) => resolveKey((await readAdvanced(input, call)).named, call),

  async handle(input, call) {
    const { named, octets, given } = await readAdvanced(input, call);
    const key = await namedKey(named, call);
    if (!isSymmetric(key)) throw call.fail('Forbidden.OnlySymmetricKeySupported', { KeyId: key.id });
    requireEncryptionUsage(key);
    const versionId = await versionIdOf(key, named, call);
    return decryptedAnswer(key, versionId, await decryptSymmetrically(key, versionId, given, octets, call));
  },
});
