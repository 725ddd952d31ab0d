/** Managed secrets in the database: kms/secrets/managed/managed-store.ts says what each member promises. */
import type { ManagedSecret, Source } from '../../../kms/secrets/managed/managed-secret.js';
import type { ManagedSecretStore } from '../../../kms/secrets/managed/managed-store.js';
import { insertStep, step } from '../../step.js';
import type { Store } from '../../store.js';
import type { KmsManagedSecretsTable } from '../../tables/kms-secrets.js';

export function managedSecretStore(store: Store): ManagedSecretStore {
  const { db } = store;
  return {
    async find(secretId) {
      const row = await db
        .selectFrom('kms_managed_secrets')
        .selectAll()
        .where('secret_id', '=', secretId)
        .executeTakeFirst();
      return row && fromRow(row);
    },
    insert: managed => [insertStep(store, 'kms_managed_secrets', toRow(managed))],
    update: managed => {
      const { secret_id, ...columns } = toRow(managed);
      return [step(db.updateTable('kms_managed_secrets').set(columns).where('secret_id', '=', secret_id))];
    },
    async findDue(now, limit) {
      const rows = await db
        .selectFrom('kms_managed_secrets')
        .innerJoin('kms_secrets', 'kms_secrets.id', 'kms_managed_secrets.secret_id')
        .select(['account_id', 'name'])
        .where('due_at', '<=', now.getTime())
        .where('delete_at', 'is', null)
        .orderBy('due_at')
        .limit(limit)
        .execute();
      return rows.map(({ account_id, name }) => ({ accountId: account_id, name }));
    },
  };
}

const toTime = (at: number | null): Date | undefined => (at === null ? undefined : new Date(at));

function fromRow(row: KmsManagedSecretsTable): ManagedSecret {
  return {
    secretId: row.secret_id,
    source: JSON.parse(row.source) as Source,
    given: JSON.parse(row.given) as Record<string, string>,
    customData: JSON.parse(row.custom_data) as Record<string, string>,
    isAutomatic: row.automatic === 1,
    intervalMs: row.interval_ms ?? undefined,
    lastRotatedAt: toTime(row.last_rotated_at),
    retireAt: toTime(row.retire_at),
    pendingVersion: row.pending_version ?? undefined,
    failures: row.failures,
    workingUntil: toTime(row.working_until),
    dueAt: toTime(row.due_at),
  };
}

function toRow(managed: ManagedSecret): KmsManagedSecretsTable {
  return {
    secret_id: managed.secretId,
    source: JSON.stringify(managed.source),
    given: JSON.stringify(managed.given),
    custom_data: JSON.stringify(managed.customData),
    automatic: managed.isAutomatic ? 1 : 0,
    interval_ms: managed.intervalMs ?? null,
    last_rotated_at: managed.lastRotatedAt?.getTime() ?? null,
    retire_at: managed.retireAt?.getTime() ?? null,
    pending_version: managed.pendingVersion ?? null,
    failures: managed.failures,
    working_until: managed.workingUntil?.getTime() ?? null,
    due_at: managed.dueAt?.getTime() ?? null,
  };
}
