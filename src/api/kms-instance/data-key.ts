/** The two operations that make data keys (wire/kms-instance.md section 4.5): in the plain form and in that of Advance. */
import { randomBytes } from '../../crypto/random.js';
import { encodeAdvancedBlob } from '../../kms/keys/advanced-blob.js';
import { EXAMPLE_ADVANCED } from './AdvanceEncrypt.js';
import { requireGcm } from './advanced.js';
import { keyErrors, symmetricOnly } from './errors.js';
import {
  aad,
  EXAMPLE_CIPHERTEXT,
  EXAMPLE_IV,
  EXAMPLE_KEY_ID,
  EXAMPLE_RANDOM,
  EXAMPLE_VERSION_ID,
  gcmAlgorithm,
  keyId,
  randomLength,
  requestId,
  shownAlgorithm,
  shownBytes,
  shownIv,
  shownKeyId,
  shownSecret,
  shownVersionId,
  versionUsed,
} from './fields.js';
import { inOrder, numbered } from './in-order.js';
import { primaryVersionIdOf, resolveKey, useOfKey, versionIdOf } from './named-key.js';
import { kmsInstance } from './product.js';
import { encryptSymmetrically, namedSymmetricKey, shownParameters } from './symmetric-encryption.js';

export interface DataKeyForm {
  readonly action: string;
  readonly description: string;
  readonly seeAlso: readonly string[];
  /** With the newest version of the key and into one ciphertext, or with the first one and the initialization vector beside it. */
  readonly isAdvanced: boolean;
}

export function dataKeyOperation({ action, description, seeAlso, isAdvanced }: DataKeyForm) {
  const blob = isAdvanced ? EXAMPLE_ADVANCED : EXAMPLE_CIPHERTEXT;
  return kmsInstance.operation({
    action,
    summary: `Makes a random data key, and answers it in the clear and encrypted with the ${isAdvanced ? 'newest' : 'first'} version of a symmetric key.`,
    description,

    ram: useOfKey,

    request: inOrder({
      KeyId: keyId,
      Algorithm: isAdvanced ? undefined : gcmAlgorithm,
      NumberOfBytes: randomLength,
      Aad: aad,
    }),
    response: inOrder({
      KeyId: shownKeyId,
      Iv: numbered(shownIv, 'The initialization vector of the encrypted form.'),
      Plaintext: numbered(shownSecret, 'The data key.', EXAMPLE_RANDOM),
      CiphertextBlob: numbered(shownBytes, 'The data key, encrypted.', blob),
      RequestId: requestId,
      Algorithm: shownAlgorithm,
      KeyVersionId: isAdvanced ? shownVersionId : versionUsed,
    }),
    errors: { ...keyErrors, ...symmetricOnly },
    examples: [
      {
        title: 'A data key of 16 octets',
        request: { KeyId: EXAMPLE_KEY_ID, NumberOfBytes: 16 },
        response: {
          KeyId: EXAMPLE_KEY_ID,
          Iv: EXAMPLE_IV,
          Plaintext: EXAMPLE_RANDOM,
          CiphertextBlob: blob,
          Algorithm: 'AES_GCM',
          KeyVersionId: EXAMPLE_VERSION_ID,
        },
      },
    ],
    seeAlso,
    resolve: resolveKey,

    async handle({ KeyId, NumberOfBytes, ...given }, call) {
      const key = await namedSymmetricKey(KeyId, call);
      requireGcm(given, key);
      const versionId = isAdvanced ? primaryVersionIdOf(key) : await versionIdOf(key, {}, call);
      const octets = randomBytes(NumberOfBytes);
      try {
        const encrypted = await encryptSymmetrically(key, versionId, given, octets, call);
        const { iv: nonce, ciphertext: sealed } = encrypted;
        const ciphertext = isAdvanced ? encodeAdvancedBlob({ versionId, nonce, sealed }) : sealed;
        return {
          KeyId: key.id,
          Plaintext: octets.toString('base64'),
          CiphertextBlob: ciphertext.toString('base64'),
          ...shownParameters(encrypted),
          Iv: nonce.toString('base64'),
          KeyVersionId: versionId,
        };
      } finally {
        octets.fill(0);
      }
    },
  });
}
