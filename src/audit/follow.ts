/**
 * Reads the audit log page by page, and goes on with the records that come.
 *
 * Records are in the order in which calls arrived and appear when calls end, so a call that takes seconds appears before the
 * place where a reader has got to. Following therefore looks back each time, and remembers what it has given out already.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { AuditEntry, AuditLog, AuditQuery } from './record.js';

const pageSize = 1000;

/** Longer than a call may take: the slowest, an RSA key of 4096 bits behind others that wait for theirs, is done in half a minute. */
const lookBackMs = 120_000;

/** All records of a query, oldest first, a page in memory at a time. */
export async function* allRecords(log: AuditLog, query: AuditQuery): AsyncGenerator<AuditEntry> {
  let { after } = query;
  for (;;) {
    const page = await log.list({ ...query, after, limit: pageSize });
    yield* page;
    if (page.length < pageSize) return;
    after = page.at(-1)?.id;
  }
}

/** The last `count` records of a query, oldest of them first. */
export async function lastRecords(log: AuditLog, query: AuditQuery, count: number): Promise<AuditEntry[]> {
  const last = await log.list({ ...query, newestFirst: true, limit: count });
  return last.toReversed();
}

/**
 * The last `count` records of a query and then each new one once, soon after it was committed, until the signal.
 * @param now milliseconds since 1970
 */
export async function* followRecords(
  log: AuditLog,
  query: AuditQuery,
  count: number,
  { signal, now = Date.now, pollMs = 1000 }: { signal?: AbortSignal; now?: () => number; pollMs?: number } = {},
): AsyncGenerator<AuditEntry> {
  // What is there now counts as given out, also what is too old to be asked for. Noted before the last ones are read, so that a
  // record which comes in between is given out, once.
  let given = new Map<string, number>();
  for await (const { id, time } of allRecords(log, { ...query, from: lookBack(query, now()) })) given.set(id, time);
  for (const entry of await lastRecords(log, query, count)) {
    given.set(entry.id, entry.time);
    yield entry;
  }

  while (!signal?.aborted) {
    await wait(pollMs, undefined, { signal }).catch(() => {});
    const from = lookBack(query, now());
    for await (const entry of allRecords(log, { ...query, from })) {
      if (given.has(entry.id)) continue;
      given.set(entry.id, entry.time);
      yield entry;
    }
    given = new Map([...given].filter(([, time]) => time >= from));
  }
}

function lookBack(query: AuditQuery, now: number): number {
  return Math.max(query.from ?? 0, now - lookBackMs);
}
