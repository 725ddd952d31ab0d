/**
 * Raises the generations of what changes touch, in the thread that writes. The connection watches the cached tables by triggers of its own, which are
 * not in the file (https://www.sqlite.org/lang_createtrigger.html#temp_triggers): so it misses no row, whatever statement, trigger or foreign key
 * changes it. What is rolled back raises as well, which costs a reading and does no harm.
 */
import { type SharedGenerations, type Subject, subjects } from '../../caches/generations.js';
import { cachedTables } from '../cached-tables.js';
import type { Connection } from './driver.js';

export class Raising {
  readonly #touched = new Set<Subject>();
  readonly #dataVersion: () => unknown;
  #lastDataVersion: unknown;
  #othersWrote = false;
  #isWatching = false;

  constructor(
    private readonly connection: Connection,
    private readonly generations: SharedGenerations,
  ) {
    connection.define('chancery_touched', subject => this.#touched.add(subject as Subject));
    this.#dataVersion = connection.preparePragma('data_version');
    this.#lastDataVersion = this.#dataVersion();
    this.#watch();
  }

  /**
   * To be called when a transaction has begun, where asking takes no lock. Another connection has written when the number is another one: no program
   * of ours does beside a server, people with tools of their own may.
   */
  lookForOthers(): void {
    const dataVersion = this.#dataVersion();
    if (dataVersion !== this.#lastDataVersion) this.#othersWrote = true;
    this.#lastDataVersion = dataVersion;
  }

  /** Raises what was touched since the last time. To be called after the commit, and before anybody is told of it. */
  raise(): void {
    const knowsAll = this.#isWatching && !this.#othersWrote;
    if (knowsAll && this.#touched.size === 0) return;
    this.generations.raise(knowsAll ? this.#touched : subjects);
    this.#touched.clear();
    this.#othersWrote = false;
    if (!this.#isWatching) this.#watch();
  }

  /** Not before the tables are there: until then everything is raised by everything. */
  #watch(): void {
    const rows = this.connection.prepare("select name from sqlite_schema where type = 'table'").all();
    const found = new Set(rows.map(({ name }) => name));
    if (!cachedTables.every(([table]) => found.has(table))) return;
    for (const [table, subject] of cachedTables) {
      for (const event of ['insert', 'update', 'delete']) {
        this.connection.exec(`
          create temp trigger "${table}_touched_by_${event}" after ${event} on main."${table}"
          begin select chancery_touched('${subject}'); end`);
      }
    }
    this.#isWatching = true;
  }
}
