import { longestPairPlaintext, requireEncryptionUsage } from '../../kms/keys/instance-encryption.js';
import type { Key } from '../../kms/keys/key.js';
import { Problem } from '../../spec/problem.js';
import {
  type GivenParameters,
  isSymmetric,
  pairAlgorithm,
  refuseSymmetricParameters,
} from './encryption-parameters.js';
import { keyErrors } from './errors.js';
import {
  EXAMPLE_CIPHERTEXT,
  EXAMPLE_IV,
  EXAMPLE_KEY_ID,
  EXAMPLE_PLAINTEXT,
  EXAMPLE_VERSION_ID,
  encryptionAlgorithm,
  ivIfAny,
  keyIdOrNone,
  version,
  versionUsed,
} from './fields.js';
import { encryptedFields, encryptionFields } from './messages.js';
import { namedKey, resolveKey, useOfKey, versionIdOf } from './named-key.js';
import { kmsInstance } from './product.js';
import type { KmsInstanceServices } from './services.js';
import { encryptSymmetrically, shownParameters } from './symmetric-encryption.js';

export default kmsInstance.operation({
  action: 'Encrypt',
  summary: 'Encrypts octets with a symmetric key, or with the public key of a pair.',
  description: `
    The ciphertext of a symmetric key does not say how it was made: keep the Iv with it. It is that of the first version of the key, also after rotations;
    AdvanceEncrypt uses the newest one.`,

  ram: useOfKey,

  request: {
    ...encryptionFields(
      keyIdOrNone(1),
      encryptionAlgorithm(3),
      '12 octets for GCM, 16 for AES_CBC. Default: random, which is what it should be.',
    ),
    KeyVersionId: version,
  },
  response: {
    ...encryptedFields(
      'The ciphertext; of GCM followed by the tag.',
      EXAMPLE_CIPHERTEXT,
      ivIfAny(3, 'What the initialization vector was, of algorithms that have one.'),
    ),
    KeyVersionId: versionUsed,
  },
  errors: { ...keyErrors },
  examples: [
    {
      title: 'With AES in GCM',
      request: { KeyId: EXAMPLE_KEY_ID, Plaintext: EXAMPLE_PLAINTEXT },
      response: {
        KeyId: EXAMPLE_KEY_ID,
        CiphertextBlob: EXAMPLE_CIPHERTEXT,
        Iv: EXAMPLE_IV,
        Algorithm: 'AES_GCM',
        KeyVersionId: EXAMPLE_VERSION_ID,
      },
    },
  ],
  seeAlso: ['Decrypt', 'AdvanceEncrypt', 'GenerateDataKey'],
  differences: [
    'AES_CBC and AES_ECB, which the cloud has on hardware instances, work with every AES key.',
    'A key can be named by one of its versions alone, as for Decrypt.',
  ],
  resolve: resolveKey,

  async handle({ KeyId, KeyVersionId, Plaintext, ...given }, call) {
    const named = { KeyId, KeyVersionId };
    const key = await namedKey(named, call);
    requireEncryptionUsage(key);
    const versionId = await versionIdOf(key, named, call);
    const octets = Buffer.from(Plaintext, 'base64');
    try {
      const encrypted = isSymmetric(key)
        ? await encryptSymmetrically(key, versionId, given, octets, call)
        : await encryptForPair(key, versionId, given, octets, call);
      return {
        KeyId: key.id,
        CiphertextBlob: encrypted.ciphertext.toString('base64'),
        ...shownParameters(encrypted),
        KeyVersionId: versionId,
      };
    } finally {
      octets.fill(0);
    }
  },
});

async function encryptForPair(
  key: Key,
  versionId: string,
  given: GivenParameters,
  octets: Buffer,
  { keys, instanceEncryption }: Pick<KmsInstanceServices, 'keys' | 'instanceEncryption'>,
) {
  const algorithm = pairAlgorithm(given.Algorithm, key);
  refuseSymmetricParameters(given);
  const version = await keys.getVersion(key, versionId);
  const most = longestPairPlaintext(algorithm, version.publicKeyDer ?? Buffer.alloc(0));
  if (octets.length > most)
    throw new Problem(['Plaintext'], 'length', `must be at most ${most} octets for ${algorithm}`);
  const ciphertext = instanceEncryption.encryptForPair(key, version, algorithm, octets);
  return { iv: Buffer.alloc(0), ciphertext, algorithm, padding: undefined };
}
