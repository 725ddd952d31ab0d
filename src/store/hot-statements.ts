/**
 * Statements that are compiled once and run with other values each time. Building a statement with the query builder takes
 * longer than running it (10 µs and more), so what runs on every call is built once for each dialect and kept.
 *
 * Their texts are also the only ones that go to the writer thread by number, and that PostgreSQL is asked to prepare:
 * there are as many of them as the program has of these definitions, whatever requests come.
 */
import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import type { Expectation, Step } from '../domain/change.js';
import { toColumn } from './codec.js';
import type { Database, TableName } from './database.js';
import type { StatementDialect } from './dialects/statements.js';
import type { Store } from './store.js';

type Target = Pick<Store, 'db' | 'dialect'>;

const numbers = new Map<string, number>();

/** The number of a hot statement's text, or undefined for any other text. */
export function hotNumber(sql: string): number | undefined {
  return numbers.get(sql);
}

/** Gives a text a number, by which it travels to the writer thread: only for the texts of the program, of which there are not many. */
export function keep(sql: string): string {
  if (!numbers.has(sql)) numbers.set(sql, numbers.size);
  return sql;
}

/** Stands for the value of one argument while a statement is built. */
class Placeholder {
  constructor(readonly name: string) {}
}

interface Compiled<Row> {
  readonly query: CompiledQuery<Row>;
  /** For each parameter of the statement the argument it comes from, or the constant that it is. */
  readonly parameters: readonly unknown[];
}

/** A statement with named arguments. */
export class HotStatement<Arguments extends object, Row> {
  readonly #build: (db: Kysely<Database>, values: Arguments) => Compilable<Row>;
  readonly #compiled = new Map<StatementDialect, Compiled<Row>>();

  constructor(build: (db: Kysely<Database>, values: Arguments) => Compilable<Row>) {
    this.#build = build;
  }

  /** The statement as a step of a change. */
  step<Reason extends string = never>(
    store: Target,
    values: Arguments,
    expectation: Expectation<Reason> = {},
  ): Step<Reason> {
    const { sql, parameters } = this.#bind(store, values);
    return { sql, parameters, ...expectation };
  }

  /** Runs a statement that reads. */
  async rows(store: Target, values: Arguments): Promise<Row[]> {
    const { rows } = await store.db.executeQuery(this.#bind(store, values));
    return rows;
  }

  #bind(store: Target, values: Arguments): CompiledQuery<Row> {
    const { query, parameters } = this.#compiled.get(store.dialect) ?? this.#compile(store);
    const given = values as Readonly<Record<string, unknown>>;
    return { ...query, parameters: parameters.map(it => toColumn(it instanceof Placeholder ? given[it.name] : it)) };
  }

  #compile(store: Target): Compiled<Row> {
    const names = new Proxy({}, { get: (_, name) => new Placeholder(String(name)) });
    const query = this.#build(store.db, names as Arguments).compile();
    keep(query.sql);
    const compiled = { query, parameters: query.parameters };
    this.#compiled.set(store.dialect, compiled);
    return compiled;
  }
}

/**
 * Defines a statement that runs often. `build` is called once for each dialect, with stand-ins for the values: it may pass them
 * to the query builder and nothing else.
 *
 *     const findToken = hotStatement((db, it: { account: string; token: string }) =>
 *       db.selectFrom('idempotency_tokens').select('answer').where('account_id', '=', it.account).where('token', '=', it.token));
 *     const [row] = await findToken.rows(store, { account, token });
 */
export function hotStatement<Arguments extends object, Row>(
  build: (db: Kysely<Database>, values: Arguments) => Compilable<Row>,
): HotStatement<Arguments, Row> {
  return new HotStatement(build);
}

interface InsertText {
  readonly columns: readonly string[];
  readonly text: string;
}

/** By dialect and table: there are few for each, so the names of 27 columns need not be joined to find one. */
const insertTexts = new Map<StatementDialect, Map<TableName, InsertText[]>>();

/** The text that inserts one row with these columns. */
export function insertText(dialect: StatementDialect, table: TableName, columns: readonly string[]): string {
  const ofTable = insertTexts.get(dialect)?.get(table);
  const kept = ofTable?.find(
    it => it.columns.length === columns.length && it.columns.every((name, i) => name === columns[i]),
  );
  if (kept) return kept.text;
  const names = columns.map(it => `"${it}"`).join(', ');
  const places = columns.map((_, i) => dialect.placeholder(i)).join(', ');
  const text = keep(`${dialect.insert} into "${table}" (${names}) values (${places})`);
  const ofDialect = insertTexts.get(dialect) ?? new Map<TableName, InsertText[]>();
  insertTexts.set(dialect, ofDialect.set(table, [...(ofTable ?? []), { columns, text }]));
  return text;
}
