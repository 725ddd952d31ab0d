/** Tags know how old the key or secret is that has them: what has a tag is found in an index, in the order of lists (decision 6). */
import { sql } from 'kysely';
import type { StoreMigration } from './migration.js';

export const kmsTagged: StoreMigration = async (db, { bigint }) => {
  await db.schema
    .alterTable('kms_tags')
    .addColumn('resource_created_at', bigint, it => it.notNull().defaultTo(0))
    .execute();
  await sql`
    update kms_tags set resource_created_at = (select created_at from kms_keys where id = resource_id)
    where resource_type = 'key' and exists (select 1 from kms_keys where id = resource_id)`.execute(db);
  await sql`
    update kms_tags set resource_created_at = (
      select created_at from kms_secrets where kms_secrets.account_id = kms_tags.account_id and name = resource_id)
    where resource_type = 'secret' and exists (
      select 1 from kms_secrets where kms_secrets.account_id = kms_tags.account_id and name = resource_id)`.execute(db);

  const listed = ['resource_created_at', 'resource_id'];
  const index = (name: string, columns: readonly string[]) =>
    db.schema
      .createIndex(`kms_tags_${name}`)
      .on('kms_tags')
      .columns(['account_id', 'resource_type', ...columns, ...listed])
      .execute();
  await db.schema.dropIndex('kms_tags_value').execute();
  await index('listed', ['key', 'value']);
  await index('listed_by_key', ['key']);
  await index('listed_by_value', ['value']);
};
