/** Published revocation lists, and responders of OCSP (tables/ca-revocation.ts). */
import type { StoreMigration } from './migration.js';

export const caRevocation: StoreMigration = async (db, dialect) => {
  const { text, integer, bigint, bytes } = dialect;

  await dialect
    .createTable(db, 'ca_revocation_states', { clustered: true })
    .addColumn('authority_id', text, it => it.primaryKey().notNull())
    .addColumn('revision', bigint, it => it.notNull())
    .addColumn('due_at', bigint, it => it.notNull())
    .addColumn('number', bigint, it => it.notNull())
    .addColumn('listed_revision', bigint, it => it.notNull())
    .addColumn('this_update', bigint, it => it.notNull())
    .addColumn('next_update', bigint, it => it.notNull())
    .addColumn('regular_number', bigint, it => it.notNull())
    .addColumn('regular_at', bigint, it => it.notNull())
    .addColumn('base_number', bigint, it => it.notNull())
    .addColumn('base_at', bigint, it => it.notNull())
    .addColumn('shards', integer, it => it.notNull())
    .addColumn('public_urls', text, it => it.notNull())
    .addColumn('entries_hash', text, it => it.notNull())
    .execute();
  await db.schema.createIndex('ca_revocation_states_due').on('ca_revocation_states').column('due_at').execute();
  await db.schema.createIndex('ca_revocation_states_shards').on('ca_revocation_states').column('shards').execute();

  // Not clustered: a list may take megabytes.
  await dialect
    .createTable(db, 'ca_revocation_lists')
    .addColumn('authority_id', text, it => it.notNull())
    .addColumn('name', text, it => it.notNull())
    .addColumn('number', bigint, it => it.notNull())
    .addColumn('this_update', bigint, it => it.notNull())
    .addColumn('next_update', bigint, it => it.notNull())
    .addColumn('entries_hash', text, it => it.notNull())
    .addColumn('latest_at', bigint, it => it.notNull())
    .addColumn('datable', integer, it => it.notNull())
    .addColumn('der', bytes, it => it.notNull())
    .addPrimaryKeyConstraint('ca_revocation_lists_pk', ['authority_id', 'name'])
    .execute();

  await dialect
    .createTable(db, 'ca_ocsp_responders')
    .addColumn('id', text, it => it.primaryKey().notNull())
    .addColumn('authority_id', text, it => it.notNull())
    .addColumn('serial_number', text, it => it.notNull())
    .addColumn('algorithm', text, it => it.notNull())
    .addColumn('not_before', bigint, it => it.notNull())
    .addColumn('not_after', bigint, it => it.notNull())
    .addColumn('certificate_der', bytes, it => it.notNull())
    .addColumn('sealed_key', bytes, it => it.notNull())
    .execute();
  await db.schema
    .createIndex('ca_ocsp_responders_serial')
    .on('ca_ocsp_responders')
    .columns(['authority_id', 'serial_number'])
    .unique()
    .execute();
};
