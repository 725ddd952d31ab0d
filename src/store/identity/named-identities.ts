/**
 * Users, groups and roles in the database: identity/named-identities.ts says what each member promises. A kind is its table, the
 * columns of what it adds, and what stands in the way of deleting one.
 */
import type { Insertable, Kysely } from 'kysely';
import type { Step } from '../../domain/change.js';
import type { ExistsReason, MissingReason } from '../../domain/named-things.js';
import { cut } from '../../domain/page.js';
import type { LimitReason, NamedIdentity, NamedIdentityStore } from '../../identity/named-identities.js';
import { type NamePlace, nameKey } from '../../identity/names.js';
import type { TaggedKind } from '../../identity/tags/tagging.js';
import { boundedInsert } from '../bounded-insert.js';
import type { Database, TableName } from '../database.js';
import { insertStep, step } from '../step.js';
import type { Store } from '../store.js';
import { type IdentityKind, identityTables, lockAccount, lockIdentity } from './locks.js';
import { hasAllTags } from './tags/tag-tables.js';

/** The columns that every table of them has. `name_key` is what names are found and ordered by, unique within the account. */
interface IdentityRow {
  readonly id: string;
  readonly account_id: string;
  readonly name: string;
  readonly name_key: string;
  readonly created_at: number;
  readonly updated_at: number;
}

type Value = string | number;

export interface NamedIdentityKind<Kind extends IdentityKind, Details, InUse extends string> {
  /** The word that refusals begin with. */
  readonly kind: Kind;
  /** The column of each member that the kind adds. */
  readonly columns: { readonly [Member in keyof Details]: string };
  /** What must be true of one before it is deleted, and what goes with it. */
  beforeDeletion(store: Store, thing: NamedIdentity<Kind>): readonly Step<InUse>[];
}

/** Defines the store of one kind. Called once, when the module is loaded. */
export function namedIdentities<
  Kind extends IdentityKind,
  Thing extends NamedIdentity<Kind> & Details,
  Details extends object,
  InUse extends string,
>({
  kind,
  columns,
  beforeDeletion,
}: NamedIdentityKind<Kind, Details, InUse>): (store: Store) => NamedIdentityStore<Kind, Thing, Details, InUse> {
  const exists: ExistsReason<Kind> = `${kind}-exists`;
  const missing: MissingReason<Kind> = `${kind}-missing`;
  const limited: LimitReason<Kind> = `${kind}-limit`;
  const table = identityTables[kind] as TableName;
  const things = table as unknown as 'things';
  const members = Object.entries(columns) as [keyof Details & string, string][];

  const read = (row: IdentityRow): Thing =>
    ({
      kind,
      accountId: row.account_id,
      id: row.id,
      name: row.name,
      createdAt: new Date(row.created_at),
      updatedAt: new Date(row.updated_at),
      ...Object.fromEntries(members.map(([member, column]) => [member, (row as never)[column]])),
    }) as unknown as Thing;

  const written = (details: Partial<Details>): Record<string, Value> =>
    Object.fromEntries(
      members
        .filter(([member]) => details[member] !== undefined)
        .map(([member, column]) => [column, details[member] as Value]),
    );

  const named = (name: string) => ({ name, name_key: nameKey(name) });

  return store => {
    const db = ofIdentities(store.db);
    const owned = (accountId: string) => db.selectFrom(things).where('account_id', '=', accountId);
    return {
      async find(accountId, name) {
        const row = await owned(accountId).selectAll().where('name_key', '=', nameKey(name)).executeTakeFirst();
        return row && read(row);
      },

      async findById(id) {
        const row = await db.selectFrom(things).selectAll().where('id', '=', id).executeTakeFirst();
        return row && read(row);
      },

      async list(accountId, { after, size }, tags = []) {
        let part = owned(accountId).selectAll();
        if (after) part = part.where('name_key', '>', nameKey(after[0]));
        if (tags.length > 0) part = part.where(hasAllTags(store, kind as TaggedKind, tags));
        const rows = await part
          .orderBy('name_key')
          .limit(size + 1)
          .execute();
        return cut(rows.map(read), size, ({ name }): NamePlace => [name]);
      },

      insert: (thing, limit) => {
        const row = {
          id: thing.id,
          account_id: thing.accountId,
          ...named(thing.name),
          ...written(thing),
          created_at: thing.createdAt.getTime(),
          updated_at: thing.updatedAt.getTime(),
        };
        return boundedInsert<ExistsReason<Kind> | LimitReason<Kind>>(
          store,
          {
            hold: [lockAccount(store, thing.accountId)],
            counted: store.db.selectFrom(table).where('account_id' as never, '=', thing.accountId as never),
            limit,
            otherwise: limited,
          },
          [insertStep(store, table, row as unknown as Insertable<Database[TableName]>, exists)],
        );
      },

      update: ({ accountId, id }, changes, updatedAt) => [
        lockIdentity(store, kind, accountId, id),
        step(
          db
            .updateTable(things)
            .set({
              ...written(changes),
              ...(changes.name !== undefined && named(changes.name)),
              updated_at: updatedAt.getTime(),
            })
            .where('id', '=', id),
          { affects: 1, otherwise: exists },
        ),
      ],

      delete: thing => [
        lockIdentity(store, kind, thing.accountId, thing.id),
        ...beforeDeletion(store, thing),
        step(db.deleteFrom(things).where('id', '=', thing.id), { affects: 1, otherwise: missing }),
      ],
    };
  };
}

/** The query builder cannot follow a table that is a type parameter: to its types, all of them are one with the common columns. */
function ofIdentities(db: Kysely<Database>): Kysely<{ things: IdentityRow }> {
  return db as unknown as Kysely<{ things: IdentityRow }>;
}
