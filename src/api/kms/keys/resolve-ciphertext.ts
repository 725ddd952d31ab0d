/** The key that a ciphertext was made with: the caller's, or one of another account that shares it. */
import { isRefusal } from '../../../domain/change.js';
import type { Decrypted } from '../../../kms/keys/encryption.js';
import type { EncryptionContext } from '../../../kms/keys/encryption-context.js';
import type { Key } from '../../../kms/keys/key.js';
import type { KeyReason } from '../../../kms/keys/refusals.js';
import type { ResolvedResource } from '../../../spec/operation.js';
import type { KmsServices } from '../services.js';
import { factsOf, isShared, type KeyCall } from './named-key.js';

type CiphertextCall = KeyCall & Pick<KmsServices, 'encryption'>;

/** What the permission check needs of that key. Of a ciphertext that names none that the caller may know of: any key. */
export async function resolveCiphertext(
  { CiphertextBlob }: { readonly CiphertextBlob: string },
  call: CiphertextCall,
): Promise<ResolvedResource> {
  const blob = Buffer.from(CiphertextBlob, 'base64');
  const key = (await call.encryption.findKeyOfBlob(call.accountId, blob)) ?? (await findSharedOf(blob, call));
  return key ? factsOf('KeyId', key, call.keys) : {};
}

/** Refused as `Encryption.decrypt`. A key of another account that does not share it is missing. */
export async function decryptCiphertext(
  blob: Buffer,
  context: EncryptionContext,
  call: CiphertextCall,
): Promise<Decrypted> {
  const { accountId, now, encryption } = call;
  try {
    return await encryption.decrypt(accountId, blob, context, now);
  } catch (fault) {
    const shared = isRefusal<KeyReason>(fault, 'key-missing') ? await findSharedOf(blob, call) : undefined;
    if (!shared) throw fault;
    return encryption.decrypt(shared.accountId, blob, context, now);
  }
}

async function findSharedOf(blob: Buffer, call: CiphertextCall): Promise<Key | undefined> {
  const key = await call.encryption.findKeyOfOthersBlob(call.accountId, blob);
  return key && (await isShared(key, call)) ? key : undefined;
}
