import { randomBytes } from '../../crypto/random.js';
import { integer } from '../../spec/field.js';
import { requireGcm } from './advanced.js';
import { keyErrors, symmetricOnly } from './errors.js';
import {
  aad,
  EXAMPLE_CIPHERTEXT,
  EXAMPLE_IV,
  EXAMPLE_KEY_ID,
  EXAMPLE_VERSION_ID,
  gcmAlgorithm,
  keyId,
  requestId,
  shownAlgorithm,
  shownBytes,
  shownIv,
  shownKeyId,
  shownSecret,
  versionUsed,
} from './fields.js';
import { resolveKey, useOfKey, versionIdOf } from './named-key.js';
import { kmsInstance } from './product.js';
import { encryptSymmetrically, namedSymmetricKey, shownParameters } from './symmetric-encryption.js';

export const EXAMPLE_DATA_KEY = 'MTYgcmFuZG9tIG9jdGV0cw==';

export const numberOfBytes = (number: number) =>
  integer({
    number,
    required: true,
    minimum: 1,
    maximum: 1024,
    unit: 'bytes',
    about: 'How many octets.',
    example: 16,
  });

export default kmsInstance.operation({
  action: 'GenerateDataKey',
  summary:
    'Makes a random data key, and answers it in the clear and encrypted with the first version of a symmetric key.',
  description:
    'Encrypt your data with it, keep the encrypted form and the Iv beside the data, and forget the clear one: Decrypt gives it back.',

  ram: useOfKey,

  request: { KeyId: keyId(1), Algorithm: gcmAlgorithm(2), NumberOfBytes: numberOfBytes(3), Aad: aad(4) },
  response: {
    KeyId: shownKeyId(1),
    Iv: shownIv(2, 'The initialization vector of the encrypted form.'),
    Plaintext: shownSecret(3, 'The data key.', EXAMPLE_DATA_KEY),
    CiphertextBlob: shownBytes(4, 'The data key, encrypted.', EXAMPLE_CIPHERTEXT),
    RequestId: requestId(5),
    Algorithm: shownAlgorithm(6),
    KeyVersionId: versionUsed,
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
        CiphertextBlob: EXAMPLE_CIPHERTEXT,
        Algorithm: 'AES_GCM',
        KeyVersionId: EXAMPLE_VERSION_ID,
      },
    },
  ],
  seeAlso: ['Decrypt', 'AdvanceGenerateDataKey'],
  resolve: resolveKey,

  async handle({ KeyId, NumberOfBytes, ...given }, call) {
    const key = await namedSymmetricKey(KeyId, call);
    requireGcm(given, key);
    const versionId = await versionIdOf(key, {}, call);
    const octets = randomBytes(NumberOfBytes);
    try {
      const encrypted = await encryptSymmetrically(key, versionId, given, octets, call);
      return {
        KeyId: key.id,
        Plaintext: octets.toString('base64'),
        CiphertextBlob: encrypted.ciphertext.toString('base64'),
        ...shownParameters(encrypted),
        Iv: encrypted.iv.toString('base64'),
        KeyVersionId: versionId,
      };
    } finally {
      octets.fill(0);
    }
  },
});
