/** Keys that are in a KMS instance, and what an instance holds (tables/kms-keys.ts). */
import { sql } from 'kysely';
import type { StoreMigration } from './migration.js';

export const kmsKeysInInstances: StoreMigration = async (db, dialect) => {
  await db.schema.alterTable('kms_keys').addColumn('instance_id', dialect.text).execute();
  // How much an instance holds is counted when it gets more, and what it holds is looked for when it is released.
  for (const table of ['kms_keys', 'kms_secrets']) {
    await sql`
      create index ${sql.id(`${table}_instance`)} on ${sql.table(table)} (account_id, instance_id)
      where instance_id is not null`.execute(db);
  }
};
