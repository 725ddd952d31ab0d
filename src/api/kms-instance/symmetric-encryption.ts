/** What operations that encrypt with a symmetric key have in common: the key for it, and the answer's members. */
import type { Key } from '../../kms/keys/key.js';
import type { ApiError } from '../../spec/errors.js';
import type { CallFacts } from '../../spec/operation.js';
import {
  forEncryption,
  type GivenParameters,
  isSymmetric,
  shownPaddingOf,
  symmetricAlgorithm,
} from './encryption-parameters.js';
import { namedKey } from './named-key.js';
import type { KmsInstanceServices } from './services.js';

export interface SymmetricCall extends Pick<CallFacts, 'accountId' | 'instanceId' | 'now'>, KmsInstanceServices {
  readonly fail: (code: 'Forbidden.OnlySymmetricKeySupported', values?: Readonly<Record<string, string>>) => ApiError;
}

/** Refused as `namedKey`, and where it is a pair. */
export async function namedSymmetricKey(KeyId: string, call: SymmetricCall): Promise<Key> {
  const key = await namedKey({ KeyId }, call);
  if (!isSymmetric(key)) throw call.fail('Forbidden.OnlySymmetricKeySupported', { KeyId: key.id });
  return key;
}

export interface Encrypted {
  readonly iv: Buffer;
  readonly ciphertext: Buffer;
  readonly algorithm: string;
  readonly padding: string | undefined;
}

/** With a version of a key. Throws `Problem` for what does not go together. */
export async function encryptSymmetrically(
  key: Key,
  versionId: string,
  given: GivenParameters,
  plaintext: Buffer,
  { instanceEncryption }: Pick<KmsInstanceServices, 'instanceEncryption'>,
): Promise<Encrypted> {
  const algorithm = symmetricAlgorithm(given.Algorithm, key);
  const parameters = forEncryption(algorithm, given, plaintext);
  const ciphertext = await instanceEncryption.encrypt(key, versionId, algorithm, plaintext, parameters);
  return { iv: parameters.iv, ciphertext, algorithm, padding: shownPaddingOf(algorithm, parameters) };
}

/** Members of answers, empty ones left out. */
export const shownParameters = ({ iv, algorithm, padding }: Encrypted) => ({
  ...(iv.length > 0 && { Iv: iv.toString('base64') }),
  Algorithm: algorithm,
  ...(padding !== undefined && { PaddingMode: padding }),
});
