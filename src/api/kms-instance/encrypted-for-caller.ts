/**
 * What operations make for their callers (a data key, a private key), encrypted with a symmetric key (wire/kms-instance.md section 4.5): with the newest
 * version of the key and into one ciphertext, or with the first one and the initialization vector beside it.
 */
import { encodeAdvancedBlob } from '../../kms/keys/advanced-blob.js';
import type { Key } from '../../kms/keys/key.js';
import { requireGcm } from './advanced.js';
import type { GivenParameters } from './encryption-parameters.js';
import {
  aad,
  gcmAlgorithm,
  keyId,
  requestId,
  shownAlgorithm,
  shownIv,
  shownKeyId,
  shownVersionId,
  versionUsed,
} from './fields.js';
import { type Entry, inOrder, numbered } from './in-order.js';
import { primaryVersionIdOf, versionIdOf } from './named-key.js';
import { encryptSymmetrically, namedSymmetricKey, type SymmetricCall } from './symmetric-encryption.js';

type Entries = Readonly<Record<string, Entry>>;

/** The request: the key, and what of it is to be made. */
export const requestFields = <const Wanted extends Entries>(isAdvanced: boolean, wanted: Wanted) =>
  inOrder({ KeyId: keyId, Algorithm: isAdvanced ? undefined : gcmAlgorithm, ...wanted, Aad: aad });

/** The answer: what was made, between what it was encrypted with. */
export const answerFields = <const Made extends Entries>(isAdvanced: boolean, made: Made) =>
  inOrder({
    KeyId: shownKeyId,
    Iv: numbered(shownIv, 'The initialization vector of the encrypted form.'),
    ...made,
    RequestId: requestId,
    Algorithm: shownAlgorithm,
    KeyVersionId: isAdvanced ? shownVersionId : versionUsed,
  });

export interface EncryptingKey {
  readonly key: Key;
  readonly versionId: string;
  readonly isAdvanced: boolean;
}

/** To be asked before anything is made. Refused as `namedSymmetricKey` and `versionIdOf`; throws `Problem` for an algorithm that is not GCM. */
export async function encryptingKey(
  isAdvanced: boolean,
  { KeyId, Algorithm }: { readonly KeyId: string; readonly Algorithm?: string | undefined },
  call: SymmetricCall,
): Promise<EncryptingKey> {
  const key = await namedSymmetricKey(KeyId, call);
  requireGcm({ Algorithm }, key);
  return { key, versionId: isAdvanced ? primaryVersionIdOf(key) : await versionIdOf(key, {}, call), isAdvanced };
}

/** The ciphertext in Base64, and what the answer says of how it was made. */
export async function encryptForCaller(
  { key, versionId, isAdvanced }: EncryptingKey,
  given: GivenParameters,
  octets: Buffer,
  call: SymmetricCall,
) {
  const { iv, ciphertext, algorithm } = await encryptSymmetrically(key, versionId, given, octets, call);
  const blob = isAdvanced ? encodeAdvancedBlob({ versionId, nonce: iv, sealed: ciphertext }) : ciphertext;
  return {
    blob: blob.toString('base64'),
    encryptedWith: { KeyId: key.id, Iv: iv.toString('base64'), Algorithm: algorithm, KeyVersionId: versionId },
  };
}
