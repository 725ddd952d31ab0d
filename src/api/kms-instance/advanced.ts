/** What the Advance operations have in common: GCM, and ciphertexts that say how they were made (wire/kms-instance.md section 4.4). */

import { decodeAdvancedBlob } from '../../kms/keys/advanced-blob.js';
import type { Blob } from '../../kms/keys/blob.js';
import type { Key } from '../../kms/keys/key.js';
import type { CallFacts } from '../../spec/operation.js';
import { chosen, type GivenParameters } from './encryption-parameters.js';
import type { NamedKey } from './named-key.js';
import type { KmsInstanceServices } from './services.js';

/** The GCM of a key, which is the only algorithm that these ciphertexts can say. Throws `Problem` for another. */
export function requireGcm({ Algorithm }: GivenParameters, key: Key): void {
  chosen(Algorithm, [key.spec === 'Aliyun_SM4' ? 'SM4_GCM' : 'AES_GCM'], key);
}

interface Given extends GivenParameters {
  readonly KeyId?: string | undefined;
  readonly CiphertextBlob: string;
}

/** A ciphertext as it is to be decrypted. */
export interface Read {
  readonly named: NamedKey;
  readonly octets: Buffer;
  readonly given: GivenParameters;
}

/**
 * What is in the ciphertext counts before what is given beside it, if it begins as one of these and names a version of the account. Anything else is one of the
 * plain operations: it may begin with the same octets by chance.
 */
export async function readAdvanced(
  { KeyId, CiphertextBlob, ...given }: Given,
  { accountId, keys }: Pick<CallFacts, 'accountId'> & Pick<KmsInstanceServices, 'keys'>,
): Promise<Read> {
  const octets = Buffer.from(CiphertextBlob, 'base64');
  const blob = decodeAdvancedBlob(octets);
  const isOurs = blob && (await keys.findByVersion(accountId, blob.versionId)) !== undefined;
  return isOurs ? fromBlob(KeyId, blob, given) : { named: { KeyId }, octets, given };
}

/** A key that is named beside it has to be its own. */
const fromBlob = (KeyId: string | undefined, { versionId, nonce, sealed }: Blob, { Aad }: GivenParameters): Read => ({
  named: { KeyId, KeyVersionId: versionId },
  octets: sealed,
  given: { Aad, Iv: nonce.toString('base64') },
});
