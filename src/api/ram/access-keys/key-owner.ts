/** Whose access keys an operation is about. */
import type { Principal } from '../../../domain/principal.js';
import { keyOwnerOf } from '../../../identity/access-keys/access-keys.js';
import type { KeyOwner } from '../../../identity/store.js';
import type { Users } from '../../../identity/users/users.js';

/** The named user of the caller's account, or the caller itself. Refused with `user-missing`. */
export async function keyOwner(
  userName: string | undefined,
  { accountId, principal, users }: { readonly accountId: string; readonly principal: Principal; readonly users: Users },
): Promise<KeyOwner> {
  if (userName === undefined) return keyOwnerOf(principal);
  return { accountId, userId: (await users.get(accountId, userName)).id };
}
