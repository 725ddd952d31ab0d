/** Messages of operations that there are twice, as they are and with Advance: what both have, in the order of the reference. */
import type { Field } from '../../spec/field.js';
import {
  aad,
  ciphertext,
  EXAMPLE_PLAINTEXT,
  encryptionAlgorithm,
  iv,
  keyIdOrNone,
  paddingMode,
  plaintext,
  requestId,
  shownAlgorithm,
  shownBytes,
  shownKeyId,
  shownPadding,
  shownSecret,
} from './fields.js';

/** What Encrypt and AdvanceEncrypt take: the key and the algorithm each in its way. */
export const encryptionFields = <K extends Field, A extends Field>(KeyId: K, Algorithm: A, ivRule: string) => ({
  KeyId,
  Plaintext: plaintext(2),
  Algorithm,
  Aad: aad(4),
  Iv: iv(5, ivRule),
  PaddingMode: paddingMode(6),
});

/** What they answer, but for the version of the key. */
export const encryptedFields = <I extends Field>(blobAbout: string, blobExample: string, Iv: I) => ({
  KeyId: shownKeyId(1),
  CiphertextBlob: shownBytes(2, blobAbout, blobExample),
  Iv,
  RequestId: requestId(4),
  Algorithm: shownAlgorithm(5),
  PaddingMode: shownPadding(6),
});

/** What Decrypt and AdvanceDecrypt take. */
export const decryptionFields = (ivRule: string) => ({
  CiphertextBlob: ciphertext(1),
  KeyId: keyIdOrNone(2),
  Algorithm: encryptionAlgorithm(3),
  Aad: aad(4),
  Iv: iv(5, ivRule),
  PaddingMode: paddingMode(6),
});

/** What they answer, but for the version of the key. */
export const decryptedFields = {
  KeyId: shownKeyId(1),
  Plaintext: shownSecret(2, 'What was encrypted.', EXAMPLE_PLAINTEXT),
  RequestId: requestId(3),
  Algorithm: shownAlgorithm(4),
  PaddingMode: shownPadding(5),
} as const;
