/**
 * Room for one more key or secret (kms/quotas.ts): in the account, where the database keeps the number, and in the instance, where it is counted. Account
 * and instance are held, so that of two calls at once neither counts what the other adds, and so that nothing comes into an instance that
 * is being released.
 */
import { sql } from 'kysely';
import type { Step } from '../../domain/change.js';
import type { Room } from '../../kms/quotas.js';
import { roomStep } from '../bounded-insert.js';
import { lockAccount } from '../identity/locks.js';
import { countColumn } from '../pages.js';
import { step } from '../step.js';
import type { Store } from '../store.js';

interface Place {
  readonly accountId: string;
  readonly instanceId: string | undefined;
}

const TABLES = {
  key: { things: 'kms_keys', counts: 'kms_key_counts' },
  secret: { things: 'kms_secrets', counts: 'kms_secret_counts' },
} as const;

export function holdRoom<Kind extends keyof typeof TABLES>(
  store: Store,
  kind: Kind,
  { accountId, instanceId }: Place,
  { ofAccount, ofInstance }: Room,
): Step<`${Kind}-limit` | 'instance-missing'>[] {
  const { db } = store;
  const limit = `${kind}-limit` as const;
  const { things, counts } = TABLES[kind];
  const kept = db.selectFrom(counts).select(sql<number>`sum(n)`.as('n')).where('account_id', '=', accountId);
  const steps: Step<`${Kind}-limit` | 'instance-missing'>[] = [
    lockAccount(store, accountId),
    roomStep(store, kept, ofAccount, limit),
  ];
  if (instanceId === undefined || ofInstance === undefined) return steps;
  const instance = db
    .updateTable('kms_instances')
    .set(({ ref }) => ({ updated_at: ref('updated_at') }))
    .where('account_id', '=', accountId)
    .where('name', '=', instanceId);
  const held = db
    .selectFrom(things)
    .select(countColumn)
    .where('account_id', '=', accountId)
    .where('instance_id', '=', instanceId);
  return [
    ...steps,
    step(instance, { affects: 1, otherwise: 'instance-missing' }),
    roomStep(store, held, ofInstance, limit),
  ];
}
