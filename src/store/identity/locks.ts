/**
 * The first step of a change that counts things or looks for them: it holds the row that they belong to until the change is
 * committed. On PostgreSQL the change that comes second waits here, and what comes after the lock sees all that others have committed:
 * transactions there are READ COMMITTED, so without the lock two changes at once could each count what the other adds. On SQLite changes
 * run one after the other anyway. A change that locks a user and a policy locks the user first, so that two changes never wait for each other.
 */
import type { Step } from '../../domain/change.js';
import { step } from '../step.js';
import type { Store } from '../store.js';

export function lockAccount({ db }: Store, accountId: string): Step<never> {
  const touch = db
    .updateTable('accounts')
    .set(it => ({ created_at: it.ref('created_at') }))
    .where('id', '=', accountId);
  // Accounts are never deleted: one that is not there is a bug, and no refusal.
  return step(touch, { affects: 1 });
}

export function lockUser({ db }: Store, accountId: string, userId: string): Step<'user-missing'> {
  const touch = db
    .updateTable('users')
    .set(it => ({ updated_at: it.ref('updated_at') }))
    .where('id', '=', userId)
    .where('account_id', '=', accountId);
  return step(touch, { affects: 1, otherwise: 'user-missing' });
}

export function lockPolicy({ db }: Store, accountId: string, policyId: string): Step<'policy-missing'> {
  const touch = db
    .updateTable('ram_policies')
    .set(it => ({ updated_at: it.ref('updated_at') }))
    .where('id', '=', policyId)
    .where('account_id', '=', accountId);
  return step(touch, { affects: 1, otherwise: 'policy-missing' });
}
