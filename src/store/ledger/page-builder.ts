/** Parts records into pages, so that a page is neither long in bytes nor in time. */
import { encodePage, type PackedRecord } from './page-codec.js';
import { maxPageRecords } from './page-record-id.js';

/**
 * The time between the first and the last call of a page is less than this, so that who looks for a time need not look at pages which began
 * earlier by more. A call that took longer than those that end with it gets a page of its own.
 */
export const pageSpanMs = 10_000;

/** A page with more is closed: pages are read whole. */
const FULL_CHARACTERS = 64 * 1024;

export interface BuiltPage {
  readonly firstTime: number;
  readonly lastTime: number;
  readonly records: number;
  readonly body: Buffer;
}

class OpenPage {
  readonly #records: PackedRecord[] = [];
  #characters = 0;

  constructor(
    private first: number,
    private last: number = first,
  ) {}

  /** Adds the record, unless it does not fit. */
  add(record: PackedRecord): boolean {
    const [time, , , , parameters, detail] = record.values;
    const first = Math.min(this.first, time);
    const last = Math.max(this.last, time);
    if (last - first >= pageSpanMs) return false;
    if (this.#characters >= FULL_CHARACTERS || this.#records.length === maxPageRecords) return false;
    this.first = first;
    this.last = last;
    this.#characters += parameters.length + (detail?.length ?? 0);
    this.#records.push(record);
    return true;
  }

  close(): BuiltPage {
    const { first: firstTime, last: lastTime } = this;
    return { firstTime, lastTime, records: this.#records.length, body: encodePage(this.#records, firstTime) };
  }
}

/** The pages of these records, which stay in their order within a page. */
export function buildPages(records: readonly PackedRecord[]): BuiltPage[] {
  const pages: OpenPage[] = [];
  for (const record of records) {
    if (pages.some(page => page.add(record))) continue;
    const page = new OpenPage(record.values[0]);
    page.add(record);
    pages.push(page);
  }
  return pages.map(page => page.close());
}
