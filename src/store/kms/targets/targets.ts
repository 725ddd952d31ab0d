/** Targets in the database: kms/targets/target.ts says what each member promises. */
import type { AccountClaim, Target, TargetStore } from '../../../kms/targets/target.js';
import { insertStep, step } from '../../step.js';
import type { Store } from '../../store.js';
import type { KmsTargetAccountsTable, KmsTargetsTable } from '../../tables/kms-targets.js';

export function targetStore(store: Store): TargetStore {
  const { db } = store;
  return {
    async find(accountId, instanceId) {
      const row = await db
        .selectFrom('kms_targets')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('instance_id', '=', instanceId)
        .executeTakeFirst();
      return row && toTarget(row);
    },
    async list(accountId) {
      const rows = await db
        .selectFrom('kms_targets')
        .selectAll()
        .where('account_id', '=', accountId)
        .orderBy('instance_id')
        .execute();
      return rows.map(toTarget);
    },
    insert: target => [insertStep(store, 'kms_targets', fromTarget(target), 'target-exists')],
    delete: ({ accountId, instanceId }) => [
      step(
        db.deleteFrom('kms_target_accounts').where('account_id', '=', accountId).where('instance_id', '=', instanceId),
      ),
      step(db.deleteFrom('kms_targets').where('account_id', '=', accountId).where('instance_id', '=', instanceId), {
        affects: 1,
        otherwise: 'target-missing',
      }),
    ],
    async findClaims(accountId, instanceId) {
      const rows = await db
        .selectFrom('kms_target_accounts')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('instance_id', '=', instanceId)
        .orderBy('name')
        .execute();
      return rows.map(toClaim);
    },
    insertClaim: claim => [insertStep(store, 'kms_target_accounts', fromClaim(claim), 'secret-changed')],
    moveClaim: (claim, token, claimedAt) => [
      step(
        db
          .updateTable('kms_target_accounts')
          .set({ token, claimed_at: claimedAt.getTime() })
          .where('account_id', '=', claim.accountId)
          .where('instance_id', '=', claim.instanceId)
          .where('name', '=', claim.name)
          .where('token', '=', claim.token),
        { affects: 1, otherwise: 'secret-changed' },
      ),
    ],
    commit: change => store.commit(change),
  };
}

function toTarget(row: KmsTargetsTable): Target {
  return {
    accountId: row.account_id,
    instanceId: row.instance_id,
    kind: row.kind,
    host: row.host,
    port: row.port,
    tls: row.tls === 1,
    caPem: row.ca_pem ?? undefined,
    database: row.database_name ?? undefined,
    createdAt: new Date(row.created_at),
    sealedAdministrator: row.sealed_administrator,
  };
}

function fromTarget(target: Target): KmsTargetsTable {
  return {
    account_id: target.accountId,
    instance_id: target.instanceId,
    kind: target.kind,
    host: target.host,
    port: target.port,
    tls: target.tls ? 1 : 0,
    ca_pem: target.caPem ?? null,
    database_name: target.database ?? null,
    created_at: target.createdAt.getTime(),
    sealed_administrator: target.sealedAdministrator,
  };
}

function toClaim(row: KmsTargetAccountsTable): AccountClaim {
  return {
    accountId: row.account_id,
    instanceId: row.instance_id,
    name: row.name,
    secretName: row.secret_name,
    token: row.token,
    claimedAt: new Date(row.claimed_at),
  };
}

function fromClaim(claim: AccountClaim): KmsTargetAccountsTable {
  return {
    account_id: claim.accountId,
    instance_id: claim.instanceId,
    name: claim.name,
    secret_name: claim.secretName,
    token: claim.token,
    claimed_at: claim.claimedAt.getTime(),
  };
}
