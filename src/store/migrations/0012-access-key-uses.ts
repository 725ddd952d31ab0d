/**
 * When access keys were last used, in a table of its own: every call may write it, and access keys are cached. The old column stays, for servers of
 * the version before write it while they are replaced.
 */
import { sql } from 'kysely';
import type { StoreMigration } from './migration.js';

export const accessKeyUses: StoreMigration = async (db, dialect) => {
  await dialect
    .createTable(db, 'access_key_uses', { clustered: true })
    .addColumn('access_key_id', dialect.text, it => it.primaryKey())
    .addColumn('last_used_at', dialect.bigint, it => it.notNull())
    .execute();
  await sql`
    insert into access_key_uses (access_key_id, last_used_at)
    select id, last_used_at from access_keys where last_used_at is not null`.execute(db);
};
