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
  EXAMPLE_CIPHERTEXT,
  EXAMPLE_IV,
  EXAMPLE_KEY_ID,
  EXAMPLE_PLAINTEXT,
  EXAMPLE_VERSION_ID,
  version,
  versionUsed,
} from './fields.js';
import { decryptedFields, decryptionFields } from './messages.js';
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
    ...decryptionFields('The initialization vector that Encrypt answered.'),
    KeyVersionId: version,
  },
  response: { ...decryptedFields, KeyVersionId: versionUsed },
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
    return decryptedAnswer(key, versionId, opened);
  },
});

/** The plaintext is wiped when it is answered. */
export interface Decrypted {
  readonly plaintext: Buffer;
  readonly algorithm: string;
  readonly padding: string | undefined;
}

/** For AdvanceDecrypt too. Wipes the plaintext. */
export function decryptedAnswer(
  { id: KeyId }: Key,
  KeyVersionId: string,
  { plaintext, algorithm, padding }: Decrypted,
) {
  const Plaintext = plaintext.toString('base64');
  plaintext.fill(0);
  return {
    KeyId,
    Plaintext,
    Algorithm: algorithm,
    ...(padding !== undefined && { PaddingMode: padding }),
    KeyVersionId,
  };
}

/** For AdvanceDecrypt too. */
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
