/** Brings a database up to the tables that this version of the program works with. */
import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Database } from './database.js';
import type { SchemaDialect } from './dialects/dialect.js';
import { migrations } from './migrations/index.js';
import type { StoreMigration } from './migrations/migration.js';
import { StoreError } from './store-error.js';

/**
 * Runs the migrations that the database lacks, all in one transaction. Servers that start at once on one database wait for each other.
 * @param db a connection that may write, with nobody else on it
 * @param known those of this version; tests give those of an earlier one
 * @throws StoreError `newer-version` when the database has a migration that this program does not know
 */
export async function runMigrations(
  db: Kysely<unknown>,
  dialect: SchemaDialect,
  known: Readonly<Record<string, StoreMigration>> = migrations,
): Promise<void> {
  await refuseNewer(db);
  const named = Object.entries(known).map(([name, up]) => [name, { up: (it: Kysely<unknown>) => up(it, dialect) }]);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => Object.fromEntries(named) },
    // Numbers go by domain, so a later one of the CA stands before an earlier one of KMS.
    allowUnorderedMigrations: true,
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

/** Whether no server has ever started on this database: it has none of our tables. */
export async function isNew(db: Pick<Kysely<unknown>, 'introspection'>): Promise<boolean> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  return !tables.some(it => it.name === 'kysely_migration');
}

/** Whether the database is not up to this version: a server has yet to start on it. */
export async function lacksMigrations(db: Kysely<Database>): Promise<boolean> {
  if (await isNew(db)) return true;
  const done = await namesOfMigrations(db);
  return Object.keys(migrations).some(name => !done.includes(name));
}

async function refuseNewer(db: Kysely<unknown>): Promise<void> {
  if (await isNew(db)) return;
  const unknown = (await namesOfMigrations(db)).find(name => !(name in migrations));
  if (unknown !== undefined) {
    throw new StoreError(
      'newer-version',
      `this database was used by a newer version of Chancery (it has "${unknown}", which this one does not know): start that version, or restore the copy you made before upgrading`,
    );
  }
}

async function namesOfMigrations<Tables>(db: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}
