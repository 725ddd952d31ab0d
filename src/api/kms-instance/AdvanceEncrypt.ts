import { requireEncryptionUsage } from '../../kms/keys/instance-encryption.js';
import { requireGcm } from './advanced.js';
import { encryptForCaller } from './encrypted-for-caller.js';
import { keyErrors, symmetricOnly } from './errors.js';
import {
  EXAMPLE_IV,
  EXAMPLE_KEY_ID,
  EXAMPLE_PLAINTEXT,
  EXAMPLE_VERSION_ID,
  gcmAlgorithm,
  keyId,
  shownIv,
  shownVersionId,
} from './fields.js';
import { encryptedFields, encryptionFields } from './messages.js';
import { primaryVersionIdOf, resolveKey, useOfKey } from './named-key.js';
import { kmsInstance } from './product.js';
import { namedSymmetricKey } from './symmetric-encryption.js';

/** Of the three octets, a version's id, an initialization vector, and a ciphertext with its tag. */
export const EXAMPLE_ADVANCED =
  'JAACODZhOWVmZDktM2QxNi02ODk0LWJkNGYtMWZjNDNmM2YwMDAxaaSl+TztSIMe43nbTGVzZSB0aGUgb2N0ZXRzIHdpdGggYSB0YWc=';

export default kmsInstance.operation({
  action: 'AdvanceEncrypt',
  summary: 'Encrypts octets with the newest version of a symmetric key, into a ciphertext that says how it was made.',

  ram: useOfKey,

  request: encryptionFields(keyId(1), gcmAlgorithm(3), '12 octets. Default: random, which is what it should be.'),
  response: {
    ...encryptedFields(
      'Version, initialization vector, ciphertext and tag.',
      EXAMPLE_ADVANCED,
      shownIv(3, 'What the initialization vector was.'),
    ),
    KeyVersionId: shownVersionId(7),
  },
  errors: { ...keyErrors, ...symmetricOnly },
  examples: [
    {
      title: 'A few octets',
      request: { KeyId: EXAMPLE_KEY_ID, Plaintext: EXAMPLE_PLAINTEXT },
      response: {
        KeyId: EXAMPLE_KEY_ID,
        CiphertextBlob: EXAMPLE_ADVANCED,
        Iv: EXAMPLE_IV,
        Algorithm: 'AES_GCM',
        KeyVersionId: EXAMPLE_VERSION_ID,
      },
    },
  ],
  seeAlso: ['AdvanceDecrypt', 'AdvanceGenerateDataKey'],
  differences: ['With Aliyun_SM4 it works too, and the ciphertext has the form of one of AES_GCM.'],
  resolve: resolveKey,

  async handle({ KeyId, Plaintext, ...given }, call) {
    const key = await namedSymmetricKey(KeyId, call);
    requireEncryptionUsage(key);
    requireGcm(given, key);
    const newest = { key, versionId: primaryVersionIdOf(key), isAdvanced: true };
    const octets = Buffer.from(Plaintext, 'base64');
    try {
      const { blob, encryptedWith } = await encryptForCaller(newest, given, octets, call);
      return { ...encryptedWith, CiphertextBlob: blob };
    } finally {
      octets.fill(0);
    }
  },
});
