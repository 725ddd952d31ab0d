/** The two operations that make data keys (wire/kms-instance.md section 4.5): in the plain form and in that of Advance. */
import { randomBytes } from '../../crypto/random.js';
import { EXAMPLE_ADVANCED } from './AdvanceEncrypt.js';
import { answerFields, encryptForCaller, encryptingKey, requestFields } from './encrypted-for-caller.js';
import { keyErrors, symmetricOnly } from './errors.js';
import {
  EXAMPLE_CIPHERTEXT,
  EXAMPLE_IV,
  EXAMPLE_KEY_ID,
  EXAMPLE_RANDOM,
  EXAMPLE_VERSION_ID,
  randomLength,
  shownBytes,
  shownSecret,
} from './fields.js';
import { numbered } from './in-order.js';
import { resolveKey, useOfKey } from './named-key.js';
import { kmsInstance } from './product.js';

export interface DataKeyForm {
  readonly action: string;
  readonly description: string;
  readonly seeAlso: readonly string[];
  readonly isAdvanced: boolean;
}

export function dataKeyOperation({ action, description, seeAlso, isAdvanced }: DataKeyForm) {
  const blob = isAdvanced ? EXAMPLE_ADVANCED : EXAMPLE_CIPHERTEXT;
  return kmsInstance.operation({
    action,
    summary: `Makes a random data key, and answers it in the clear and encrypted with the ${isAdvanced ? 'newest' : 'first'} version of a symmetric key.`,
    description,

    ram: useOfKey,

    request: requestFields(isAdvanced, { NumberOfBytes: randomLength }),
    response: answerFields(isAdvanced, {
      Plaintext: numbered(shownSecret, 'The data key.', EXAMPLE_RANDOM),
      CiphertextBlob: numbered(shownBytes, 'The data key, encrypted.', blob),
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

    async handle({ NumberOfBytes, ...given }, call) {
      const key = await encryptingKey(isAdvanced, given, call);
      const octets = randomBytes(NumberOfBytes);
      try {
        const { blob, encryptedWith } = await encryptForCaller(key, given, octets, call);
        return { ...encryptedWith, Plaintext: octets.toString('base64'), CiphertextBlob: blob };
      } finally {
        octets.fill(0);
      }
    },
  });
}
