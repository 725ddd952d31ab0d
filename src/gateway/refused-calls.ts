/**
 * Refused calls that cost their caller nothing (throttled, denied, replayed) must not fill the disk with their records. The first of a
 * principal is recorded at once, before it is answered, as every call is. Those that follow within a second are counted, and one
 * record says so at the end of the second; then the next second begins, until one goes by without any.
 *
 * The record is that of the first counted call, with the number of all and, where they are not all alike, how many there were of each
 * kind. What is counted is in memory for a second: a stop in good order writes it, a crash loses it, and an answer was given by then. The
 * refusal itself, and the nonce, are not lost: nothing has been done, and the nonce is on record before the answer.
 */
import type { AuditRecord } from '../audit/record.js';
import { firstCharacters } from '../text/first-characters.js';
import type { RefusedCallCounts } from './ledger.js';

const SECOND_MS = 1000;
/** Principals with refused calls in the same second. Those beyond are recorded call by call. */
const MOST_PRINCIPALS = 1000;
/** Kinds of calls that are told apart in one record. */
const MOST_KINDS = 16;
const MAX_DETAIL = 1024;

interface Counted {
  readonly first: AuditRecord;
  readonly total: number;
  /** What was called, how it ended, from where and with which key, with the number of such calls. */
  readonly kinds: ReadonlyMap<string, number>;
}

interface Second {
  readonly timer: NodeJS.Timeout;
  counted?: Counted;
}

export interface RefusedCallsOptions {
  readonly intervalMs?: number;
  readonly mostPrincipals?: number;
}

export class RefusedCalls implements RefusedCallCounts {
  readonly #seconds = new Map<string, Second>();
  readonly #intervalMs: number;
  readonly #mostPrincipals: number;
  readonly #writing = new Set<Promise<void>>();
  #closed = false;

  /**
   * @param write makes a record durable
   * @param onError is told what went wrong; the calls stay counted and are recorded a second later
   */
  constructor(
    private readonly write: (record: AuditRecord) => Promise<void>,
    private readonly onError: (error: unknown) => void,
    { intervalMs = SECOND_MS, mostPrincipals = MOST_PRINCIPALS }: RefusedCallsOptions = {},
  ) {
    this.#intervalMs = intervalMs;
    this.#mostPrincipals = mostPrincipals;
  }

  isFirst(record: AuditRecord): boolean {
    const key = keyOf(record);
    if (this.#closed) return true;
    if (this.#seconds.has(key)) return false;
    if (this.#seconds.size < this.#mostPrincipals) this.#begin(key);
    return true;
  }

  count(record: AuditRecord): void {
    const key = keyOf(record);
    const second = this.#seconds.get(key) ?? this.#begin(key);
    second.counted = sum(second.counted, { first: record, total: 1, kinds: new Map([[kindOf(record), 1]]) });
    if (this.#closed) this.#end(key);
  }

  /** Writes what is counted. Calls that come later are recorded one by one. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const key of [...this.#seconds.keys()]) this.#end(key);
    await Promise.all(this.#writing);
  }

  #begin(key: string): Second {
    const second: Second = { timer: setTimeout(() => this.#end(key), this.#intervalMs).unref() };
    this.#seconds.set(key, second);
    return second;
  }

  #end(key: string): void {
    const second = this.#seconds.get(key);
    clearTimeout(second?.timer);
    this.#seconds.delete(key);
    const counted = second?.counted;
    if (counted === undefined) return;
    if (!this.#closed) this.#begin(key);
    const written = this.write(recordOf(counted)).catch(error => {
      this.onError(error);
      if (this.#closed) return;
      const next = this.#seconds.get(key) ?? this.#begin(key);
      next.counted = next.counted ? sum(counted, next.counted) : counted;
    });
    this.#writing.add(written);
    void written.then(() => this.#writing.delete(written));
  }
}

function keyOf({ accountId, principalId }: AuditRecord): string {
  return `${accountId}/${principalId}`;
}

function kindOf({ product, operation, outcome, sourceAddress, accessKeyId }: AuditRecord): string {
  return `${product}:${operation} ${outcome} from ${sourceAddress} with ${accessKeyId}`;
}

function sum(earlier: Counted | undefined, later: Counted): Counted {
  if (earlier === undefined) return later;
  const kinds = new Map(earlier.kinds);
  for (const [kind, n] of later.kinds) {
    const counted = kinds.has(kind) || kinds.size < MOST_KINDS ? kind : 'of other kinds';
    kinds.set(counted, (kinds.get(counted) ?? 0) + n);
  }
  return { first: earlier.first, total: earlier.total + later.total, kinds };
}

function recordOf({ first, total, kinds }: Counted): AuditRecord {
  const reason = first.detail === null ? [] : [firstCharacters(first.detail, MAX_DETAIL)];
  const each = kinds.size === 1 ? [] : [[...kinds].map(([kind, n]) => `${n} × ${kind}`).join(', ')];
  const detail = [...reason, ...each].join(' Counted: ');
  return { ...first, count: total, detail: detail === '' ? null : detail };
}
