/** What `chancery audit` does with the log of a store that it only reads. */
import type { ChainPlace } from '../audit/chain.js';
import { jsonLine, jsonPage, summaryLine } from '../audit/export.js';
import { allRecords, followRecords, lastRecords } from '../audit/follow.js';
import type { AuditLog, AuditQuery } from '../audit/record.js';
import { type Flags, SettingError } from '../settings/setting.js';
import { lacksMigrations } from '../store/migrate.js';
import { withStore } from './stored.js';

/** The options of the three parts. */
export interface AuditSettings extends Flags {
  readonly from?: string;
  readonly to?: string;
  readonly principal?: string;
  readonly operation?: string;
  readonly outcome?: string;
  readonly lines?: string;
  readonly follow?: boolean;
  readonly since?: string;
}

/** Opens the log that the settings name and closes it when the work is done. */
export async function withLog(settings: AuditSettings, work: (log: AuditLog) => Promise<void>): Promise<void> {
  // A reader that has seen enough, such as head, is no fault.
  process.stdout.on('error', fault => {
    if ((fault as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0);
    throw fault;
  });
  await withStore(settings, async ({ store }) => {
    if (await lacksMigrations(store.db)) {
      throw new SettingError(
        'An earlier version has used this database last: start the server once, which brings it up to date.',
      );
    }
    await work(store.audit);
  });
}

/** The whole record of one call. */
export async function show(log: AuditLog, requestId: string): Promise<void> {
  const entry = await log.find(requestId);
  if (!entry)
    throw new SettingError(
      `No call with the RequestId ${requestId} is on record. Calls of one principal that were throttled or denied within a second share the record of the first.`,
    );
  process.stdout.write(jsonPage(entry));
}

/** All records that are asked for, as JSON lines. */
export async function exportAll(log: AuditLog, settings: AuditSettings): Promise<void> {
  for await (const entry of allRecords(log, queryOf(settings))) process.stdout.write(jsonLine(entry));
}

/** The last records, and the new ones as they come where the settings say so. */
export async function tail(log: AuditLog, settings: AuditSettings): Promise<void> {
  const count = Number(settings.lines);
  if (!Number.isInteger(count) || count < 1) throw new SettingError('--lines must be a whole number from 1.');
  const query = queryOf(settings);
  if (!settings.follow) {
    for (const entry of await lastRecords(log, query, count)) process.stdout.write(summaryLine(entry));
    return;
  }
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  for await (const entry of followRecords(log, query, count, { signal: stop.signal })) {
    process.stdout.write(summaryLine(entry));
  }
}

/** Ends the process with status 1 when the log is not as it was written. */
export async function verify({ chain }: AuditLog, { since }: AuditSettings): Promise<void> {
  if (!chain) {
    throw new SettingError(
      'Only the audit log of an SQLite database is chained. PostgreSQL refuses to change or remove a record as well, but cannot prove that nobody switched that off: keep what `chancery audit export` writes.',
    );
  }
  const { records, end, fault } = await chain.verify(placeOf(since));
  const place = `${end.page}:${end.hash}`;
  if (fault === undefined) {
    process.stdout.write(
      `${records} records are as they were written. The log ends at ${place}\n` +
        'Keep that where nobody who can write the database can, and give it to --since the next time.\n',
    );
    return;
  }
  process.stdout.write(
    `The audit log is not as it was written: ${fault}.\n${records} records before that are, up to ${place}\n`,
  );
  process.exitCode = 1;
}

function placeOf(since: string | undefined): ChainPlace | undefined {
  if (since === undefined) return undefined;
  const [, page, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(since) ?? [];
  if (page === undefined || hash === undefined)
    throw new SettingError(`--since must be what verify printed, such as 12:9f86…; it is "${since}".`);
  return { page: Number(page), hash };
}

function queryOf({ from, to, principal, operation, outcome }: AuditSettings): AuditQuery {
  return { from: timeOf('--from', from), to: timeOf('--to', to), principal, operation, outcome };
}

function timeOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time))
    throw new SettingError(`${name} must be a time such as 2026-01-31T00:00:00Z; it is "${text}".`);
  return time;
}
