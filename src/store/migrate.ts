/** Brings a database up to the tables that this version of the program works with. */
import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
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
  const applied = await appliedTo(db);
  if (applied) refuseNewer(applied);
  // Every start but those after an upgrade ends here, without the migrator's lock and its look at every table.
  if (Object.keys(known).every(name => applied?.has(name))) return;
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
export async function isNew(db: AnyDatabase): Promise<boolean> {
  return (await appliedTo(db)) === undefined;
}

/** Whether the database is not up to this version: a server has yet to start on it. */
export async function lacksMigrations(db: AnyDatabase): Promise<boolean> {
  const applied = await appliedTo(db);
  return !Object.keys(migrations).every(name => applied?.has(name));
}

/** What a question to a database is asked through, whatever its tables. */
type AnyDatabase = Pick<Kysely<unknown>, 'introspection'> & QueryExecutorProvider;

/** The names of the migrations that have run; undefined where none ever has. */
async function appliedTo(db: AnyDatabase): Promise<ReadonlySet<string> | undefined> {
  try {
    return await recorded(db);
  } catch {
    const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
    // Another server may have made the table between the two questions: then it can be read now, or the fault is another one.
    return tables.some(it => it.name === 'kysely_migration') ? recorded(db) : undefined;
  }
}

async function recorded(db: AnyDatabase): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return new Set(rows.map(({ name }) => name));
}

function refuseNewer(applied: ReadonlySet<string>): void {
  const unknown = [...applied].find(name => !(name in migrations));
  if (unknown !== undefined) {
    throw new StoreError(
      'newer-version',
      `this database was used by a newer version of Chancery (it has "${unknown}", which this one does not know): start that version, or restore the copy you made before upgrading`,
    );
  }
}
