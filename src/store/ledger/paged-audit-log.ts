/**
 * The audit log on SQLite, in pages (page-codec.ts). Calls of some seconds stand in pages that overlap in time, so a list merges the records of pages
 * that begin one after the other: what is earlier than the next page begins cannot be preceded by anything that is not read yet.
 */
import type { AuditEntry, AuditLog, AuditQuery, AuditRecord } from '../../audit/record.js';
import { recordIdTime } from '../../audit/record-id.js';
import type { Step } from '../../domain/change.js';
import type { Store } from '../store.js';
import { recordStep } from './ledger-steps.js';
import { pageSpanMs } from './page-builder.js';
import { decodePage, mayHold, requestIdPart } from './page-codec.js';
import { PagedChain } from './paged-chain.js';
import { type Span, spansOf } from './request-id-time.js';

const usualLimit = 100;
/** Pages that are read with one statement. */
const PAGES_AT_ONCE = 32;
/** Later than any call. */
const forever = 2 ** 48;

interface Page {
  readonly number: number;
  readonly first_time: number;
  readonly last_time: number;
  readonly body: Buffer;
}

export class PagedAuditLog implements AuditLog {
  readonly chain: PagedChain;

  constructor(private readonly db: Store['db']) {
    this.chain = new PagedChain(db);
  }

  recordStep(record: AuditRecord): Step {
    return recordStep(record);
  }

  async list(query: AuditQuery): Promise<readonly AuditEntry[]> {
    const { limit = usualLimit, newestFirst = false } = query;
    const span = spanOf(query);
    const texts = textsOf(query);
    const listed: AuditEntry[] = [];
    let unordered: AuditEntry[] = [];
    for await (const page of this.#pages(span, newestFirst)) {
      // No later page has a record on this side of it.
      const settled = newestFirst ? page.first_time + pageSpanMs : page.first_time;
      const isSettled = ({ time }: AuditEntry) => (newestFirst ? time >= settled : time < settled);
      if (unordered.some(isSettled)) {
        listed.push(...inOrder(unordered.filter(isSettled), newestFirst));
        unordered = unordered.filter(it => !isSettled(it));
        if (listed.length >= limit) return listed.slice(0, limit);
      }
      if (!mayHold(page.body, texts)) continue;
      unordered.push(...decodePage(page.number, page.body).filter(it => matches(it, query)));
    }
    return [...listed, ...inOrder(unordered, newestFirst)].slice(0, limit);
  }

  async find(requestId: string): Promise<AuditEntry | undefined> {
    const part = [requestIdPart(requestId)];
    for (const span of spansOf(requestId)) {
      for await (const { number, body } of this.#pages(span ?? { from: 0, to: forever }, true)) {
        if (!mayHold(body, part)) continue;
        const found = decodePage(number, body).find(it => it.requestId === requestId);
        if (found) return found;
      }
    }
    return undefined;
  }

  /** The pages that may have records of a time, in the order in which they begin, or in the reverse of it. */
  async *#pages({ from, to }: Span, newestFirst: boolean): AsyncGenerator<Page> {
    const [order, beyond] = newestFirst ? (['desc', '<'] as const) : (['asc', '>'] as const);
    let last: Page | undefined;
    do {
      let pages = this.db
        .selectFrom('audit_pages')
        .select(['number', 'first_time', 'last_time', 'body'])
        .where('first_time', '>', from - pageSpanMs)
        .where('first_time', '<', to)
        .where('last_time', '>=', from)
        .orderBy('first_time', order)
        .orderBy('number', order)
        .limit(PAGES_AT_ONCE);
      const after = last;
      if (after) {
        pages = pages.where(({ eb, refTuple, tuple }) =>
          eb(refTuple('first_time', 'number'), beyond, tuple(after.first_time, after.number)),
        );
      }
      const found = await pages.execute();
      yield* found;
      last = found.length < PAGES_AT_ONCE ? undefined : found.at(-1);
    } while (last);
  }
}

function spanOf({ from = 0, to = forever, after, newestFirst = false }: AuditQuery): Span {
  if (after === undefined) return { from, to };
  const time = recordIdTime(after);
  return newestFirst ? { from, to: Math.min(to, time + 1) } : { from: Math.max(from, time), to };
}

/** What stands in every page that has a record which meets the query. */
function textsOf({ principal, operation, outcome }: AuditQuery): string[] {
  return [principal, operation, outcome].filter(it => it !== undefined);
}

function matches(entry: AuditEntry, query: AuditQuery): boolean {
  const { from = 0, to = forever, after, newestFirst = false, principal, operation, outcome } = query;
  if (entry.time < from || entry.time >= to) return false;
  if (after !== undefined && (newestFirst ? entry.id >= after : entry.id <= after)) return false;
  if (operation !== undefined && entry.operation !== operation) return false;
  if (outcome !== undefined && entry.outcome !== outcome) return false;
  const { principalArn, principalId, accessKeyId, assumedBy } = entry;
  return principal === undefined || [principalArn, principalId, accessKeyId, assumedBy].includes(principal);
}

function inOrder(entries: readonly AuditEntry[], newestFirst: boolean): AuditEntry[] {
  const sorted = entries.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return newestFirst ? sorted.reverse() : sorted;
}
