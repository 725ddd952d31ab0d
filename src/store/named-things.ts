/**
 * Named things of an account in the database: domain/named-things.ts says what each member promises. A kind is its table, how a row
 * is read and written, and which columns an update changes.
 */
import type { Insertable, Kysely } from 'kysely';
import type { ExistsReason, MissingReason, Named, NamedStore } from '../domain/named-things.js';
import type { Database, TableName } from './database.js';
import { hotStatement } from './hot-statements.js';
import { countColumn, offsetOf } from './pages.js';
import { insertStep, step } from './step.js';
import type { Store } from './store.js';

/** The columns that every table of named things has. The key is account and name. */
interface NamedRow {
  readonly account_id: string;
  readonly name: string;
  readonly created_at: number;
  readonly updated_at: number;
}

export interface NamedKind<Kind extends string, Thing extends Named, Update, Table extends TableName> {
  /** The word that refusals begin with. */
  readonly kind: Kind;
  readonly table: Table;
  fromRow(row: Database[Table]): Thing;
  /** All columns but the account and the time of the last change. */
  toRow(thing: Thing): Omit<Database[Table], keyof NamedRow> & Pick<NamedRow, 'name' | 'created_at'>;
  /** The columns to change, of the members that are given. */
  changed(update: Update): Partial<Database[Table]>;
}

/** Defines the store of one kind. Called once, when the module is loaded. */
export function namedThings<Kind extends string, Thing extends Named, Update, Table extends TableName>({
  kind,
  table,
  fromRow,
  toRow,
  changed,
}: NamedKind<Kind, Thing, Update, Table>): (store: Store) => NamedStore<Kind, Thing, Update> {
  const exists: ExistsReason<Kind> = `${kind}-exists`;
  const missing: MissingReason<Kind> = `${kind}-missing`;
  const things = table as unknown as 'things';
  const findByName = hotStatement((db, it: { accountId: string; name: string }) =>
    ofThings(db).selectFrom(things).selectAll().where('account_id', '=', it.accountId).where('name', '=', it.name),
  );

  return store => {
    const db = ofThings(store.db);
    const read = (row: NamedRow) => fromRow(row as unknown as Database[Table]);
    return {
      async find(accountId, name) {
        const [row] = await findByName.rows(store, { accountId, name });
        return row && read(row);
      },

      async list(accountId, page) {
        const owned = db.selectFrom(things).where('account_id', '=', accountId);
        const [rows, { total }] = await Promise.all([
          owned
            .selectAll()
            .orderBy('created_at', 'desc')
            .orderBy('name', 'desc')
            .limit(page.size)
            .offset(offsetOf(page))
            .execute(),
          owned.select(countColumn).executeTakeFirstOrThrow(),
        ]);
        return { items: rows.map(read), total };
      },

      insert: (accountId, thing) => {
        const row = { account_id: accountId, ...toRow(thing) };
        return [
          insertStep(store, table, { ...row, updated_at: row.created_at } as Insertable<Database[Table]>, exists),
        ];
      },

      update: (accountId, name, update, now) => [
        step(
          db
            .updateTable(things)
            .set({ updated_at: now.getTime(), ...changed(update) })
            .where('account_id', '=', accountId)
            .where('name', '=', name),
          { affects: 1, otherwise: missing },
        ),
      ],

      delete: (accountId, name) => [
        step(db.deleteFrom(things).where('account_id', '=', accountId).where('name', '=', name), {
          affects: 1,
          otherwise: missing,
        }),
      ],
    };
  };
}

/** The query builder cannot follow a table that is a type parameter: to its types, all of them are one with the common columns. */
function ofThings(db: Kysely<Database>): Kysely<{ things: NamedRow }> {
  return db as unknown as Kysely<{ things: NamedRow }>;
}
