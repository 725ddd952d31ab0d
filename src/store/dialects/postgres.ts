/** PostgreSQL: types of columns, how values are read, and which error codes mean what. */
import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import type { SchemaDialect, TableOptions } from './dialect.js';
import { postgresStatements } from './postgres-statements.js';

export const postgresSchema: SchemaDialect = {
  name: 'postgres',
  keepsCallLimits: postgresStatements.keepsCallLimits,
  keepsGenerations: true,
  keepsLedgerPages: false,
  // Without the collation the order would be that of the server's locale: pages of a list would come in another order than
  // on SQLite, and `>` on an identifier would not mean "after it".
  text: sql`text collate "C"`,
  integer: 'integer',
  bigint: 'bigint',
  double: 'double precision',
  bytes: 'bytea',

  createTable(db: Kysely<unknown>, table, options: TableOptions = {}) {
    const builder = db.schema.createTable(table);
    return options.unlogged ? builder.modifyFront(sql`unlogged`) : builder;
  },

  withIdentity<T extends string, C extends string>(table: CreateTableBuilder<T, C>, column: string) {
    return table.addColumn(column, 'bigint', it => it.primaryKey().generatedAlwaysAsIdentity());
  },

  async keepOnDelete(db, { from, to, where }) {
    const name = `${from.table}_leaves_${to.table}`;
    const quoted = (columns: readonly string[], row = '') => columns.map(it => `${row}"${it}"`).join(', ');
    const copy = `
      insert into "${to.table}" (${quoted(to.columns)}) values (${quoted(from.columns, 'old.')}) on conflict do nothing;`;
    await sql`
      create function ${sql.id(name)}() returns trigger language plpgsql as
      ${sql.lit(`begin ${copy} return null; end`)}`.execute(db);
    await sql`
      create trigger ${sql.id(name)} after delete on ${sql.table(from.table)} for each row
      ${where === undefined ? sql`` : sql`when (old.${sql.ref(where)} is not null)`}
      execute function ${sql.id(name)}()`.execute(db);
  },

  // Once a statement, so that one that adds thousands of rows alters each count once. A connection takes its own slot: changes
  // that run at once would otherwise wait for each other's commit at the row that they count in.
  async keepCounts(db, counts, source, columns) {
    const list = columns.map(it => `"${it}"`).join(', ');
    const keep = sql.id(`${counts}_keep`);
    const change = (rows: string) => `
      insert into "${counts}" as kept (${list}, slot, n)
      select ${list}, pg_backend_pid() % ${COUNT_SLOTS}, sum(n) from (${rows}) as changed
      group by ${list} having sum(n) <> 0 order by ${list}
      on conflict (${list}, slot) do update set n = kept.n + excluded.n;`;
    const added = `select ${list}, 1 as n from added`;
    const removed = `select ${list}, -1 as n from removed`;
    await sql`
      create or replace function ${keep}() returns trigger language plpgsql as
      ${sql.lit(`begin
        if tg_op = 'INSERT' then ${change(added)}
        elsif tg_op = 'DELETE' then ${change(removed)}
        else ${change(`${added} union all ${removed}`)}
        end if;
        return null;
      end`)}`.execute(db);
    for (const [event, tables] of [
      ['insert', 'new table as added'],
      ['delete', 'old table as removed'],
      ['update', 'new table as added old table as removed'],
    ] as const) {
      await sql`
        create or replace trigger ${sql.id(`${counts}_${event}`)} after ${sql.raw(event)} on ${sql.table(source)}
        referencing ${sql.raw(tables)} for each statement execute function ${keep}()`.execute(db);
    }
  },

  async makeAppendOnly(db, table) {
    const refuse = sql.id(`${table}_refuse`);
    await sql`
      create function ${refuse}() returns trigger language plpgsql as
      ${sql.lit(`begin raise exception '${table} can only be appended to'; end`)}`.execute(db);
    await sql`
      create trigger ${sql.id(`${table}_refuses_change`)} before update or delete on ${sql.table(table)}
      for each row execute function ${refuse}()`.execute(db);
    await sql`
      create trigger ${sql.id(`${table}_refuses_truncate`)} before truncate on ${sql.table(table)}
      for each statement execute function ${refuse}()`.execute(db);
  },
};

/** About as many as a server has connections that write. More would make sums longer. */
const COUNT_SLOTS = 16;

/** unique_violation, foreign_key_violation, restrict_violation (PostgreSQL's manual, appendix A). */
export function isPostgresKeyViolation(code: string): boolean {
  return code === '23505' || code === '23503' || code === '23001';
}

/** serialization_failure and deadlock_detected: the transaction did nothing, and may well succeed when it is tried again. */
export function isPostgresConflict(code: string): boolean {
  return code === '40001' || code === '40P01';
}

/** disk_full. */
export function isPostgresFull(code: string): boolean {
  return code === '53100';
}

/**
 * connection_exception, invalid_authorization_specification, no such database, too_many_connections, lock_not_available,
 * operator_intervention (shut down, or a statement that took too long); or an error of the socket, such as ECONNRESET.
 */
export function isPostgresUnavailable(code: string): boolean {
  return /^(08...|28...|3D000|53300|55P03|57...|E[A-Z]+)$/.test(code);
}

/** `bigint`, and `numeric`, which is what PostgreSQL makes of a sum of them. */
const wideIntegers = new Set([20, 1700]);

/** How a column's text becomes a value: wide integers as numbers, as SQLite gives them, or an error above 2^53. */
export function postgresParser(oid: number, usual: (text: string) => unknown): (text: string) => unknown {
  return wideIntegers.has(oid) ? readInteger : usual;
}

function readInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('the database holds an integer beyond 2^53 or a fraction');
  return value;
}
