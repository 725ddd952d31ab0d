/**
 * When client keys were last used, for what and from where (tables/kms.ts). Of a key that is there already it is not known; it counts as used now, so that
 * nobody is told that it can be deleted.
 */
import { sql } from 'kysely';
import type { StoreMigration } from './migration.js';

export const kmsClientKeyUses: StoreMigration = async (db, dialect) => {
  const { text, bigint } = dialect;
  await dialect
    .createTable(db, 'kms_client_key_uses', { clustered: true })
    .addColumn('client_key_id', text, it => it.primaryKey())
    .addColumn('last_used_at', bigint, it => it.notNull())
    .addColumn('operation', text, it => it.notNull())
    .addColumn('source_address', text, it => it.notNull())
    .execute();
  await sql`
    insert into kms_client_key_uses (client_key_id, last_used_at, operation, source_address)
    select id, cast(${Date.now()} as bigint), '', '' from kms_client_keys`.execute(db);
};
