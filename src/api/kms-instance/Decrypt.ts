import { requireEncryptionUsage } from '../../kms/keys/instance-encryption.js';
import type { Key } from '../../kms/keys/key.js';
import type { CallFacts } from '../../spec/operation.js';
import {
  forDecryption,
  type GivenParameters,
  isSymmetric,
  pairAlgorithm,
  refuseSymmetricParameters,
  shownPaddingOf,
  symmetricAlgorithm,
} from './encryption-parameters.js';
import { decryptionFailed, keyErrors } from './errors.js';
import {
  aad,
  ciphertext,
  EXAMPLE_CIPHERTEXT,
  EXAMPLE_IV,
  EXAMPLE_KEY_ID,
  EXAMPLE_PLAINTEXT,
  EXAMPLE_VERSION_ID,
  encryptionAlgorithm,
  iv,
  keyIdOrNone,
  paddingMode,
  requestId,
  shownAlgorithm,
  shownKeyId,
  shownPadding,
  shownSecret,
  version,
  versionUsed,
} from './fields.js';
import { namedKey, resolveKey, useOfKey, versionIdOf } from './named-key.js';
import { kmsInstance } from './product.js';
import type { KmsInstanceServices } from './services.js';

export default kmsInstance.operation({
  action: 'Decrypt',
  summary: 'Decrypts what Encrypt, GenerateDataKey or GenerateDataKeyPair answered.',
  description: `
    With the same KeyId, Algorithm, Iv, Aad and PaddingMode. The version is the first of the key, or the one that the header names, which is enough to name the key
    too: so the vendor's clients decrypt what the API of KMS has encrypted.`,

  ram: useOfKey,

  request: {
    CiphertextBlob: ciphertext(1, 'The ciphertext.'),
    KeyId: keyIdOrNone(2),
    Algorithm: encryptionAlgorithm(3),
    Aad: aad(4),
    Iv: iv(5, 'The initialization vector that Encrypt answered.'),
    PaddingMode: paddingMode(6),
    KeyVersionId: version,
  },
  response: {
    KeyId: shownKeyId(1),
    Plaintext: shownSecret(2, 'What was encrypted.', EXAMPLE_PLAINTEXT),
    RequestId: requestId(3),
    Algorithm: shownAlgorithm(4),
    PaddingMode: shownPadding(5),
    KeyVersionId: versionUsed,
  },
  errors: { ...keyErrors, ...decryptionFailed },
  examples: [
    {
      title: 'With AES in GCM',
      request: { CiphertextBlob: EXAMPLE_CIPHERTEXT, KeyId: EXAMPLE_KEY_ID, Iv: EXAMPLE_IV },
      response: {
        KeyId: EXAMPLE_KEY_ID,
        Plaintext: EXAMPLE_PLAINTEXT,
        Algorithm: 'AES_GCM',
        KeyVersionId: EXAMPLE_VERSION_ID,
      },
    },
  ],
  seeAlso: ['Encrypt', 'AdvanceDecrypt'],
  resolve: resolveKey,

  async handle({ KeyId, KeyVersionId, CiphertextBlob, ...given }, call) {
    const named = { KeyId, KeyVersionId };
    const key = await namedKey(named, call);
    requireEncryptionUsage(key);
    const versionId = await versionIdOf(key, named, call);
    const octets = Buffer.from(CiphertextBlob, 'base64');
    const opened = isSymmetric(key)
      ? await decryptSymmetrically(key, versionId, given, octets, call)
      : await decryptWithPair(key, versionId, given, octets, call);
    const { plaintext, algorithm, padding } = opened;
    try {
      return {
        KeyId: key.id,
        Plaintext: plaintext.toString('base64'),
        Algorithm: algorithm,
        ...(padding !== undefined && { PaddingMode: padding }),
        KeyVersionId: versionId,
      };
    } finally {
      plaintext.fill(0);
    }
  },
});

/** The caller wipes the plaintext. */
export interface Decrypted {
  readonly plaintext: Buffer;
  readonly algorithm: string;
  readonly padding: string | undefined;
}

/** Also for AdvanceDecrypt. */
export async function decryptSymmetrically(
  key: Key,
  versionId: string,
  given: GivenParameters,
  octets: Buffer,
  { instanceEncryption }: Pick<KmsInstanceServices, 'instanceEncryption'>,
): Promise<Decrypted> {
  const algorithm = symmetricAlgorithm(given.Algorithm, key);
  const parameters = forDecryption(algorithm, given);
  const plaintext = await instanceEncryption.decrypt(key, versionId, algorithm, octets, parameters);
  return { plaintext, algorithm, padding: shownPaddingOf(algorithm, parameters) };
}

async function decryptWithPair(
  key: Key,
  versionId: string,
  given: GivenParameters,
  octets: Buffer,
  { keys, instanceEncryption, requester }: KmsInstanceServices & Pick<CallFacts, 'requester'>,
): Promise<Decrypted> {
  const algorithm = pairAlgorithm(given.Algorithm, key);
  refuseSymmetricParameters(given);
  const used = await keys.getVersion(key, versionId);
  const plaintext = await instanceEncryption.decryptWithPair(key, used, algorithm, octets, requester);
  return { plaintext, algorithm, padding: undefined };
}
