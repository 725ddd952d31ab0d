/** Looks through the chain of pages (chain.ts) whether all of it is there as it was written. */
import type { AuditChain, ChainPlace, ChainReport } from '../../audit/chain.js';
import type { Store } from '../store.js';
import { chainedHash, firstHash } from './chain.js';
import { decodePage } from './page-codec.js';

const PAGES_AT_ONCE = 100;

interface Page {
  readonly number: number;
  readonly first_time: number;
  readonly last_time: number;
  readonly records: number;
  readonly body: Buffer;
  readonly hash: Buffer;
}

export class PagedChain implements AuditChain {
  constructor(private readonly db: Store['db']) {}

  async verify(earlier?: ChainPlace): Promise<ChainReport> {
    let [pages, records, hash] = [0, 0, firstHash];
    const report = (fault?: string): ChainReport => ({
      records,
      end: { page: pages, hash: hash.toString('hex') },
      fault,
    });
    for await (const page of this.#pages()) {
      const fault = faultOf(page, pages, hash);
      if (fault !== undefined) return report(fault);
      pages = page.number;
      hash = page.hash;
      records += page.records;
      if (earlier?.page === pages && earlier.hash !== hash.toString('hex')) {
        return report(`page ${pages} has another hash than it had: it, or a page before it, was written anew`);
      }
    }
    if (earlier && earlier.page > pages) {
      return report(`the log ends with page ${pages} and had ${earlier.page}: the pages behind it were taken away`);
    }
    return report();
  }

  async *#pages(): AsyncGenerator<Page> {
    for (let last = 0; ; ) {
      const pages = await this.db
        .selectFrom('audit_pages')
        .selectAll()
        .where('number', '>', last)
        .orderBy('number')
        .limit(PAGES_AT_ONCE)
        .execute();
      yield* pages;
      if (pages.length < PAGES_AT_ONCE) return;
      last = pages.at(-1)!.number;
    }
  }
}

/** What is wrong with a page that follows the page `before`. */
function faultOf(page: Page, before: number, hashBefore: Buffer): string | undefined {
  const { number } = page;
  if (number !== before + 1) {
    const missing = number === before + 2 ? `page ${before + 1} is` : `pages ${before + 1} to ${number - 1} are`;
    return `${missing} missing`;
  }
  if (!chainedHash(hashBefore, number, page.body).equals(page.hash)) {
    const orBefore = before > 0 ? `, or page ${before} together with its hash` : '';
    return `page ${number} was changed${orBefore}: calls from ${timeText(page.first_time)} to ${timeText(page.last_time)}`;
  }
  const times = decodePage(number, page.body).map(({ time }) => time);
  const said = [page.records, page.first_time, page.last_time];
  const held = [times.length, Math.min(...times), Math.max(...times)];
  if (said.join() === held.join()) return undefined;
  return `page ${number} holds ${held[0]} records of other times than its row says, by which it is looked for`;
}

function timeText(time: number): string {
  return new Date(time).toISOString();
}
