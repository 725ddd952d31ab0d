/** What `chancery audit` does with the log of a store that it only reads. */
import { existsSync } from 'node:fs';
import { jsonLine, jsonPage, summaryLine } from '../audit/export.js';
import { allRecords, followRecords, lastRecords } from '../audit/follow.js';
import type { AuditLog, AuditQuery } from '../audit/record.js';
import { loadConfig } from '../config.js';
import { type Flags, SettingError } from '../settings/setting.js';
import { StoredAuditLog } from '../store/audit-log.js';
import { openStore } from '../store/open-store.js';

/** The options of the three parts. */
export interface AuditSettings extends Flags {
  readonly from?: string;
  readonly to?: string;
  readonly principal?: string;
  readonly operation?: string;
  readonly outcome?: string;
  readonly lines?: string;
  readonly follow?: boolean;
}

/** Opens the log that the settings name and closes it when the work is done. */
export async function withLog(settings: AuditSettings, work: (log: AuditLog) => Promise<void>): Promise<void> {
  // A reader that has seen enough, such as head, is no fault.
  process.stdout.on('error', fault => {
    if ((fault as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0);
    throw fault;
  });
  const config = loadConfig(settings, process.env);
  if (!config.storeUrl && !existsSync(config.sqliteFile)) {
    throw new SettingError(`There is no ${config.sqliteFile}: name the server's directory with --data.`);
  }
  const store = await openStore(config.storeUrl ? { url: config.storeUrl } : { sqliteFile: config.sqliteFile });
  try {
    await work(new StoredAuditLog(store));
  } finally {
    await store.close();
  }
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
