/** What the server keeps for itself (tables/core.ts), and the audit log (tables/audit.ts). */
import type { StoreMigration } from './migration.js';

export const core: StoreMigration = async (db, dialect) => {
  const { text, integer, bigint, double } = dialect;

  await dialect
    .createTable(db, 'settings', { clustered: true })
    .addColumn('name', text, it => it.primaryKey())
    .addColumn('value', text, it => it.notNull())
    .execute();

  await dialect
    .createTable(db, 'request_nonces', { clustered: true })
    .addColumn('access_key_id', text, it => it.notNull())
    .addColumn('nonce', text, it => it.notNull())
    .addColumn('expires_at', bigint, it => it.notNull())
    .addPrimaryKeyConstraint('request_nonces_pk', ['access_key_id', 'nonce'])
    .execute();
  await db.schema.createIndex('request_nonces_expiry').on('request_nonces').column('expires_at').execute();

  await dialect
    .createTable(db, 'idempotency_tokens')
    .addColumn('account_id', text, it => it.notNull())
    .addColumn('operation', text, it => it.notNull())
    .addColumn('token', text, it => it.notNull())
    .addColumn('request_hash', text, it => it.notNull())
    .addColumn('answer', text, it => it.notNull())
    .addColumn('expires_at', bigint, it => it.notNull())
    .addPrimaryKeyConstraint('idempotency_tokens_pk', ['account_id', 'operation', 'token'])
    .execute();
  await db.schema.createIndex('idempotency_tokens_expiry').on('idempotency_tokens').column('expires_at').execute();

  if (dialect.keepsCallLimits) {
    await dialect
      .createTable(db, 'throttle_buckets', { unlogged: true })
      .addColumn('key', text, it => it.primaryKey())
      .addColumn('full_at', double, it => it.notNull())
      .execute();
  }

  // Read in the order of its identifiers, which is that of time. No index for each thing one can search by: every call writes a
  // record, and looking through the log is rare.
  await dialect
    .createTable(db, 'audit_records', { clustered: true })
    .addColumn('id', text, it => it.primaryKey())
    .addColumn('time', bigint, it => it.notNull())
    .addColumn('request_id', text, it => it.notNull())
    .addColumn('account_id', text, it => it.notNull())
    .addColumn('principal_type', text, it => it.notNull())
    .addColumn('principal_id', text, it => it.notNull())
    .addColumn('principal_arn', text, it => it.notNull())
    .addColumn('access_key_id', text, it => it.notNull())
    .addColumn('source_address', text, it => it.notNull())
    .addColumn('product', text, it => it.notNull())
    .addColumn('operation', text, it => it.notNull())
    .addColumn('version', text, it => it.notNull())
    .addColumn('parameters', text, it => it.notNull())
    .addColumn('outcome', text, it => it.notNull())
    .addColumn('status', integer, it => it.notNull())
    .addColumn('detail', text)
    .execute();
  await db.schema.createIndex('audit_records_request').on('audit_records').column('request_id').execute();
  await dialect.makeAppendOnly(db, 'audit_records', 'id');
};
