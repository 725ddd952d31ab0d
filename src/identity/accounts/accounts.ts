/** Accounts, which own everything else. There is no operation that makes one: the first start does, and tests do. */
import type { Change } from '../../domain/change.js';
import type { Seal } from '../../seal/seal.js';
import { sealAccessKey } from '../access-keys/access-keys.js';
import type { Identifiers } from '../identifiers.js';
import type { AccountReason } from '../refusals.js';
import type { Account, AccountStore } from '../store.js';

/** The account of the first start. */
export const mainAccountName = 'main';

/** A root key pair with its account, in the open. */
export interface RootAccessKey {
  readonly accountId: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** A new root key pair of a new account, not stored anywhere yet. */
export function newRootAccessKey(identifiers: Identifiers): RootAccessKey {
  return {
    accountId: identifiers.accountId(),
    accessKeyId: identifiers.accessKeyId(),
    accessKeySecret: identifiers.accessKeySecret(),
  };
}

/** Makes an account with the root key pair given, as one change. Refused with `account-exists`, by id, name or AccessKeyId. */
export async function addAccount(
  store: AccountStore,
  seal: Seal,
  name: string,
  { accountId, accessKeyId, accessKeySecret }: RootAccessKey,
  now: Date,
): Promise<{ readonly account: Account; readonly change: Change<AccountReason> }> {
  const account: Account = { id: accountId, name, createdAt: now };
  const rootKey = await sealAccessKey(seal, { accountId, userId: null }, accessKeyId, accessKeySecret, now);
  return { account, change: store.addAccount(account, rootKey) };
}

/** Makes and commits a further account, e.g. for a test that needs a stranger. Refused with `account-exists`. */
export async function createAccount(
  store: AccountStore,
  seal: Seal,
  identifiers: Identifiers,
  name: string,
  now: Date,
): Promise<RootAccessKey> {
  const rootAccessKey = newRootAccessKey(identifiers);
  const { change } = await addAccount(store, seal, name, rootAccessKey, now);
  await store.commit(change);
  return rootAccessKey;
}
