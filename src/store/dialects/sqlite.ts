/** SQLite: types of columns, and which errors of the driver mean what. */
import { type CreateTableBuilder, type Kysely, type RawBuilder, sql } from 'kysely';
import type { SchemaDialect, TableOptions } from './dialect.js';
import { sqliteStatements } from './sqlite-statements.js';

export const sqliteSchema: SchemaDialect = {
  name: 'sqlite',
  keepsCallLimits: sqliteStatements.keepsCallLimits,
  keepsGenerations: false,
  keepsLedgerPages: true,
  text: 'text',
  integer: 'integer',
  bigint: 'integer',
  double: 'real',
  bytes: 'blob',

  createTable(db: Kysely<unknown>, table, options: TableOptions = {}) {
    // STRICT: a text in an integer column is an error here as it is on PostgreSQL, and not stored as it came.
    const ending = options.clustered ? sql`strict, without rowid` : sql`strict`;
    return db.schema.createTable(table).modifyEnd(ending);
  },

  withIdentity<T extends string, C extends string>(table: CreateTableBuilder<T, C>, column: string) {
    return table.addColumn(column, 'integer', it => it.primaryKey().autoIncrement());
  },

  async keepOnDelete(db, { from, to, where }) {
    const values = sql.join(from.columns.map(column => sql`old.${sql.ref(column)}`));
    await sql`
      create trigger ${sql.id(`${from.table}_leaves_${to.table}`)} after delete on ${sql.table(from.table)}
      ${where === undefined ? sql`` : sql`when old.${sql.ref(where)} is not null`}
      begin
        insert into ${sql.table(to.table)} (${sql.join(to.columns.map(it => sql.ref(it)))}) values (${values})
        on conflict do nothing;
      end`.execute(db);
  },

  // One change at a time writes here, so one row for each combination is enough. It is added where it is not there, and counted up by another
  // statement: with `do update` SQLite keeps copies of all pages that the insert touches, for undoing it alone, which takes half of its time.
  async keepCounts(db, counts, source, columns) {
    const table = sql.table(counts);
    const names = sql.join(columns.map(it => sql.ref(it)));
    const values = (row: string) => sql.join(columns.map(it => sql.ref(`${row}.${it}`)));
    const isOf = (row: string) =>
      sql.join(
        columns.map(it => sql`${sql.ref(it)} = ${sql.ref(`${row}.${it}`)}`),
        sql` and `,
      );
    const add = sql`
      insert into ${table} (${names}, slot, n) values (${values('new')}, 0, 0) on conflict do nothing;
      update ${table} set n = n + 1 where ${isOf('new')} and slot = 0;`;
    const remove = sql`update ${table} set n = n - 1 where ${isOf('old')} and slot = 0;`;
    const trigger = async (name: string, event: RawBuilder<unknown>, body: RawBuilder<unknown>) => {
      const trigger = sql.id(`${counts}_${name}`);
      await sql`drop trigger if exists ${trigger}`.execute(db);
      await sql`create trigger ${trigger} after ${event} on ${sql.table(source)} begin ${body} end`.execute(db);
    };
    await trigger('added', sql`insert`, add);
    await trigger('removed', sql`delete`, remove);
    await trigger('changed', sql`update of ${names}`, sql`${remove} ${add}`);
  },

  async makeAppendOnly(db, table, key) {
    // `insert or replace` removes the row that is in its way without asking the trigger on `delete`
    // (https://www.sqlite.org/lang_conflict.html), so it is stopped before it gets there.
    const inTheWay = sql`when exists (select 1 from ${sql.table(table)} where ${sql.ref(key)} = new.${sql.ref(key)})`;
    for (const [event, condition] of [
      ['update', sql``],
      ['delete', sql``],
      ['insert', inTheWay],
    ] as const) {
      await sql`
        create trigger ${sql.id(`${table}_refuses_${event}`)} before ${sql.raw(event)} on ${sql.table(table)} ${condition}
        begin select raise(abort, ${sql.lit(`${table} can only be appended to`)}); end`.execute(db);
    }
  },
};

// Result codes by https://www.sqlite.org/rescode.html: a constraint by its extended code, the rest by the primary one.
const constraint = { foreignKey: 787, primaryKey: 1555, trigger: 1811, unique: 2067, rowId: 2579 };
const primary = {
  perm: 3,
  busy: 5,
  locked: 6,
  noMem: 7,
  readOnly: 8,
  ioErr: 10,
  corrupt: 11,
  full: 13,
  cantOpen: 14,
  notADb: 26,
};

/** Whether an error of the driver means that a unique or foreign key was violated. @param code the extended result code */
export function isSqliteKeyViolation(code: number, message: string): boolean {
  const { foreignKey, primaryKey, rowId, trigger, unique } = constraint;
  // ON DELETE RESTRICT is a trigger inside SQLite and reports itself as one.
  if (code === trigger) return message === 'FOREIGN KEY constraint failed';
  return [foreignKey, primaryKey, rowId, unique].includes(code);
}

/** Whether an error of the driver means that another connection has the lock that was asked for. */
export function isSqliteBusy(code: number): boolean {
  return primaryCode(code) === primary.busy;
}

/** Whether an error of the driver means that the disk, or the size that the file may have, is used up. */
export function isSqliteFull(code: number): boolean {
  return primaryCode(code) === primary.full;
}

/** Whether an error of the driver means that the file cannot be reached, read or written, whatever is asked of it. */
export function isSqliteUnavailable(code: number): boolean {
  const { full, ...unavailable } = primary;
  return Object.values(unavailable).includes(primaryCode(code));
}

function primaryCode(code: number): number {
  return code & 0xff;
}
