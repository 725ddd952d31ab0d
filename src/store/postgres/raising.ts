/**
 * Raises the generations of what changes touch, in the transaction of the change: triggers of the database do it, so that it is done whoever
 * writes, be it a server of an earlier version during an upgrade or an administrator.
 *
 * A generation is the sum of several rows, and a change adds to one that nobody holds at this moment, or makes another one: so changes never wait for
 * each other here, and there are as many rows as changes ever ran at once. What is added is random: a standby that takes over without the last changes
 * does not come to the same sum by others.
 */
import { type Kysely, sql } from 'kysely';
import { cachedTables } from '../cached-tables.js';

/** A change of it that is released comes with a new name: triggers that are there stay as they are. */
const raise = 'chancery_raise_generation';

/** Any number, the same for all servers: of those that start at once, one makes the triggers. */
const startLock = 4_118_002;

/** Makes the triggers that are missing, and removes those of tables that are no longer cached. The tables are there. */
export async function watchCachedTables(db: Kysely<unknown>): Promise<void> {
  await db.transaction().execute(async it => {
    await sql`select pg_advisory_xact_lock(${sql.lit(startLock)})`.execute(it);
    const found = await findTriggers(it);
    const wanted = new Map(cachedTables.map(([table, subject]) => [`${table}_raises_${subject}`, { table, subject }]));
    const missing = [...wanted].filter(([name]) => !found.has(name));
    if (missing.length > 0) await makeFunction(it);
    for (const [name, { table, subject }] of missing) {
      await sql`
        create trigger ${sql.id(name)} after insert or update or delete or truncate on ${sql.table(table)}
        for each statement execute function ${sql.id(raise)}(${sql.lit(subject)})`.execute(it);
    }
    for (const [name, table] of found) {
      if (!wanted.has(name)) await sql`drop trigger ${sql.id(name)} on ${sql.table(table)}`.execute(it);
    }
  });
}

/** The triggers that are there, each with its table. */
async function findTriggers(db: Kysely<unknown>): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ name: string; table: string }>`
    select t.tgname as name, c.relname as table
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
    where p.proname = ${raise} and c.relnamespace = current_schema()::regnamespace`.execute(db);
  return new Map(rows.map(({ name, table }) => [name, table]));
}

async function makeFunction(db: Kysely<unknown>): Promise<void> {
  const body = `
    declare more bigint := 1 + floor(random() * 1000000);
    begin
      update generations set n = n + more
      where slot = (select slot from generations where subject = tg_argv[0] limit 1 for update skip locked);
      if not found then insert into generations (subject, n) values (tg_argv[0], more); end if;
      return null;
    end`;
  await sql`create or replace function ${sql.id(raise)}() returns trigger language plpgsql as ${sql.lit(body)}`.execute(
    db,
  );
}
