/**
 * The first step of a change that counts things or looks for them: it holds the row that they belong to until the change is
 * committed. On PostgreSQL the change that comes second waits here, and what comes after the lock sees all that others have committed:
 * transactions there are READ COMMITTED, so without the lock two changes at once could each count what the other adds. On SQLite changes
 * run one after the other anyway. A change that locks several locks them in the order user, group, role, policy, so that two changes
 * never wait for each other.
 */
import type { Kysely } from 'kysely';
import type { Step } from '../../domain/change.js';
import type { MissingReason } from '../../domain/named-things.js';
import type { TaggedKind } from '../../identity/tags/tagging.js';
import { step } from '../step.js';
import type { Store } from '../store.js';
import type { IdentityTables } from '../tables/identity.js';

/** Where identities of each kind are. */
export const identityTables = { user: 'users', group: 'ram_groups', role: 'ram_roles' } as const satisfies Record<
  string,
  keyof IdentityTables
>;

/** Where what has tags is. */
const taggedTables = { policy: 'ram_policies', role: 'ram_roles' } as const satisfies Record<
  TaggedKind,
  keyof IdentityTables
>;

export type IdentityKind = keyof typeof identityTables;

export function lockAccount({ db }: Store, accountId: string): Step<never> {
  const touch = db
    .updateTable('accounts')
    .set(it => ({ created_at: it.ref('created_at') }))
    .where('id', '=', accountId);
  // Accounts are never deleted: one that is not there is a bug, and no refusal.
  return step(touch, { affects: 1 });
}

export function lockIdentity<Kind extends IdentityKind>(
  store: Store,
  kind: Kind,
  accountId: string,
  id: string,
): Step<MissingReason<Kind>> {
  return lockById(store, identityTables[kind], accountId, id, `${kind}-missing`);
}

/** What has tags. */
export function lockTagged(
  store: Store,
  kind: TaggedKind,
  accountId: string,
  id: string,
): Step<MissingReason<TaggedKind>> {
  return lockById(store, taggedTables[kind], accountId, id, `${kind}-missing`);
}

export function lockPolicy(store: Store, accountId: string, policyId: string): Step<'policy-missing'> {
  return lockById(store, 'ram_policies', accountId, policyId, 'policy-missing');
}

function lockById<Reason extends string>(
  { db }: Store,
  table: 'users' | 'ram_groups' | 'ram_roles' | 'ram_policies',
  accountId: string,
  id: string,
  otherwise: Reason,
): Step<Reason> {
  // To the query builder's types all of the tables are one: what is used here is the same in each.
  const touch = (db as unknown as Kysely<Pick<IdentityTables, 'users'>>)
    .updateTable(table as 'users')
    .set(it => ({ updated_at: it.ref('updated_at') }))
    .where('id', '=', id)
    .where('account_id', '=', accountId);
  return step(touch, { affects: 1, otherwise });
}
