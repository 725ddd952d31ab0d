import type { CallFacts, ResolvedResource } from '../../../spec/operation.js';
import type { KmsServices } from '../services.js';
import { factsOf } from './named-key.js';

type CiphertextCall = Pick<CallFacts, 'accountId'> & Pick<KmsServices, 'keys' | 'encryption'>;

/** What the permission check needs of the key that a ciphertext was made with. Of one that names no key of the account: any key. */
export async function resolveCiphertext(
  { CiphertextBlob }: { readonly CiphertextBlob: string },
  { accountId, keys, encryption }: CiphertextCall,
): Promise<ResolvedResource> {
  const key = await encryption.findKeyOfBlob(accountId, Buffer.from(CiphertextBlob, 'base64'));
  return key ? factsOf('KeyId', key, keys) : {};
}
