/**
 * What lists of a million certificates need: indexes in the order of each list, how many certificates there are of each kind, the
 * number of certificates that an authority may issue, and whose tags are whose (decision 6).
 */
import { type Kysely, sql } from 'kysely';
import type { SchemaDialect } from '../dialects/dialect.js';
import type { StoreMigration } from './migration.js';

export const lists: StoreMigration = async (db, dialect) => {
  const { text, integer, bigint } = dialect;
  await db.schema
    .alterTable('ca_authorities')
    .addColumn('certificate_limit', integer, it => it.notNull().defaultTo(1_000_000))
    .execute();
  await db.schema
    .alterTable('ca_certificates')
    .addColumn('modified_at', bigint, it => it.notNull().defaultTo(0))
    .execute();
  await sql`update ca_certificates set modified_at = coalesce(revoked_at, created_at)`.execute(db);

  const index = (name: string, columns: readonly string[]) =>
    db.schema
      .createIndex(`ca_certificates_${name}`)
      .on('ca_certificates')
      .columns([...columns])
      .execute();
  await index('kind', ['account_id', 'kind', 'status', 'number']);
  await index('authority', ['authority_id', 'kind', 'status', 'number']);
  await index('group', ['account_id', 'resource_group_id', 'number']);
  await index('modified', ['account_id', 'modified_at', 'number', 'kind', 'status', 'authority_id']);

  await keepCounts(db, dialect, 'ca_certificate_counts', ['account_id', 'authority_id', 'kind', 'status']);
  await keepCounts(db, dialect, 'ca_group_counts', ['account_id', 'resource_group_id']);

  await db.schema
    .alterTable('ca_tags')
    .addColumn('account_id', text, it => it.notNull().defaultTo(''))
    .execute();
  await sql`
    update ca_tags set account_id = coalesce(
      (select account_id from ca_certificates where ca_certificates.id = ca_tags.id),
      (select account_id from ca_authorities where ca_authorities.id = ca_tags.id), '')`.execute(db);
  await db.schema.createIndex('ca_tags_account').on('ca_tags').columns(['account_id', 'id', 'key']).execute();
  await db.schema.createIndex('ca_tags_key').on('ca_tags').columns(['account_id', 'key', 'value', 'id']).execute();
};

/** Counts certificates by columns of theirs, from now on and those that are there. */
async function keepCounts(
  db: Kysely<unknown>,
  dialect: SchemaDialect,
  table: string,
  columns: readonly string[],
): Promise<void> {
  const { text, integer, bigint } = dialect;
  const withColumns = columns.reduce(
    (builder, column) => builder.addColumn(column, text, it => it.notNull()),
    dialect.createTable(db, table, { clustered: true }),
  );
  await withColumns
    .addColumn('slot', integer, it => it.notNull())
    .addColumn('n', bigint, it => it.notNull())
    .addPrimaryKeyConstraint(`${table}_pk`, [...columns, 'slot'] as never[])
    .execute();
  const names = sql.join(columns.map(it => sql.ref(it)));
  await sql`
    insert into ${sql.table(table)} (${names}, slot, n)
    select ${names}, 0, count(*) from ca_certificates group by ${names}`.execute(db);
  await dialect.keepCounts(db, table, 'ca_certificates', columns);
}
