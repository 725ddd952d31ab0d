import { randomBytes } from '../../crypto/random.js';
import { encodeAdvancedBlob } from '../../kms/keys/advanced-blob.js';
import { EXAMPLE_ADVANCED } from './AdvanceEncrypt.js';
import { keyErrors, symmetricOnly } from './errors.js';
import {
  aad,
  EXAMPLE_IV,
  EXAMPLE_KEY_ID,
  EXAMPLE_VERSION_ID,
  keyId,
  requestId,
  shownAlgorithm,
  shownBytes,
  shownIv,
  shownKeyId,
  shownSecret,
  shownVersionId,
} from './fields.js';
import { EXAMPLE_DATA_KEY, numberOfBytes } from './GenerateDataKey.js';
import { primaryVersionIdOf, resolveKey, useOfKey } from './named-key.js';
import { kmsInstance } from './product.js';
import { encryptSymmetrically, namedSymmetricKey, shownParameters } from './symmetric-encryption.js';

export default kmsInstance.operation({
  action: 'AdvanceGenerateDataKey',
  summary:
    'Makes a random data key, and answers it in the clear and encrypted with the newest version of a symmetric key.',
  description: 'The encrypted form says how it was made: AdvanceDecrypt needs nothing beside it but the Aad.',

  ram: useOfKey,

  request: { KeyId: keyId(1), NumberOfBytes: numberOfBytes(2), Aad: aad(3) },
  response: {
    KeyId: shownKeyId(1),
    Iv: shownIv(2, 'The initialization vector of the encrypted form.'),
    Plaintext: shownSecret(3, 'The data key.', EXAMPLE_DATA_KEY),
    CiphertextBlob: shownBytes(4, 'The data key, encrypted.', EXAMPLE_ADVANCED),
    RequestId: requestId(5),
    Algorithm: shownAlgorithm(6),
    KeyVersionId: shownVersionId(7),
  },
  errors: { ...keyErrors, ...symmetricOnly },
  examples: [
    {
      title: 'A data key of 16 octets',
      request: { KeyId: EXAMPLE_KEY_ID, NumberOfBytes: 16 },
      response: {
        KeyId: EXAMPLE_KEY_ID,
        Iv: EXAMPLE_IV,
        Plaintext: EXAMPLE_DATA_KEY,
        CiphertextBlob: EXAMPLE_ADVANCED,
        Algorithm: 'AES_GCM',
        KeyVersionId: EXAMPLE_VERSION_ID,
      },
    },
  ],
  seeAlso: ['AdvanceDecrypt', 'GenerateDataKey'],
  resolve: resolveKey,

  async handle({ KeyId, NumberOfBytes, Aad }, call) {
    const key = await namedSymmetricKey(KeyId, call);
    const versionId = primaryVersionIdOf(key);
    const octets = randomBytes(NumberOfBytes);
    try {
      const encrypted = await encryptSymmetrically(key, versionId, { Aad }, octets, call);
      const { iv: nonce, ciphertext: sealed } = encrypted;
      return {
        KeyId: key.id,
        Plaintext: octets.toString('base64'),
        CiphertextBlob: encodeAdvancedBlob({ versionId, nonce, sealed }).toString('base64'),
        ...shownParameters(encrypted),
        Iv: nonce.toString('base64'),
        KeyVersionId: versionId,
      };
    } finally {
      octets.fill(0);
    }
  },
});
