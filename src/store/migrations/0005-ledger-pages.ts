/**
 * On SQLite audit records are in pages, and nonces are fingerprints (ledger/group-ledger.ts). What is there is put under another name, from where it
 * is brought into pages a part at a time (ledger/carry-over.ts). On PostgreSQL, where servers write side by side, both stay rows; a record
 * is found by the time in its RequestId and no longer by an index.
 */
import { sql } from 'kysely';
import type { StoreMigration } from './migration.js';

export const ledgerPages: StoreMigration = async (db, dialect) => {
  if (!dialect.keepsLedgerPages) {
    await db.schema.dropIndex('audit_records_request').execute();
    return;
  }
  const { bigint, integer, bytes } = dialect;
  await dialect
    .createTable(db, 'audit_pages')
    .addColumn('number', bigint, it => it.primaryKey())
    .addColumn('first_time', bigint, it => it.notNull())
    .addColumn('last_time', bigint, it => it.notNull())
    .addColumn('records', integer, it => it.notNull())
    .addColumn('body', bytes, it => it.notNull())
    .addColumn('hash', bytes, it => it.notNull())
    .execute();
  await db.schema.createIndex('audit_pages_time').on('audit_pages').columns(['first_time', 'last_time']).execute();
  await dialect.makeAppendOnly(db, 'audit_pages', 'number');

  await dialect
    .createTable(db, 'nonce_pages', { clustered: true })
    .addColumn('time_window', bigint, it => it.notNull())
    .addColumn('number', bigint, it => it.notNull())
    .addColumn('fingerprints', bytes, it => it.notNull())
    .addPrimaryKeyConstraint('nonce_pages_pk', ['time_window', 'number'])
    .execute();
  // What fingerprints of nonces are made with; it is no secret of much worth, and the same for ever.
  await dialect
    .createTable(db, 'nonce_keys')
    .addColumn('key', dialect.text, it => it.notNull())
    .execute();
  await sql`insert into nonce_keys (key) values (lower(hex(randomblob(32))))`.execute(db);

  for (const event of ['update', 'delete', 'insert']) {
    await sql`drop trigger ${sql.id(`audit_records_refuses_${event}`)}`.execute(db);
  }
  await db.schema.dropIndex('audit_records_request').execute();
  await db.schema.alterTable('audit_records').renameTo('audit_records_before_pages').execute();
  await db.schema.dropIndex('request_nonces_expiry').execute();
  await db.schema.alterTable('request_nonces').renameTo('request_nonces_before_pages').execute();
};
