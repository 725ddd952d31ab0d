/** `chancery audit tail|show|export`: reads the audit log, also while the server runs. Changes nothing. */
import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { jsonLine, jsonPage, summaryLine } from '../audit/export.js';
import { allRecords, followRecords, lastRecords } from '../audit/follow.js';
import type { AuditLog, AuditQuery } from '../audit/record.js';
import { loadConfig } from '../config.js';
import { type Flags, SettingError } from '../settings/setting.js';
import { StoredAuditLog } from '../store/audit-log.js';
import { openStore } from '../store/open-store.js';

interface AuditSettings extends Flags {
  readonly from?: string;
  readonly to?: string;
  readonly principal?: string;
  readonly operation?: string;
  readonly outcome?: string;
  readonly lines?: string;
  readonly follow?: boolean;
}

/** The command with its three parts; `withData` adds the options that say where the data is. */
export function auditCommand(withData: (command: Command) => Command): Command {
  const audit = new Command('audit').description('read the audit log: one record for every call of a known caller');
  const filtered = (command: Command): Command =>
    withData(command)
      .option('--from <time>', 'calls at this time or later, e.g. 2026-01-31T00:00:00Z')
      .option('--to <time>', 'calls before this time')
      .option('--principal <who>', 'an ARN, a user id or an AccessKeyId')
      .option('--operation <name>', 'e.g. DescribeCertificatePrivateKey')
      .option('--outcome <code>', 'OK or an error code');
  filtered(audit.command('tail'))
    .description('the last records, one line each')
    .option('--lines <n>', 'how many', '20')
    .option('--follow', 'go on with new ones as they come')
    .action((settings: AuditSettings) => withLog(settings, log => tail(log, settings)));
  withData(audit.command('show'))
    .argument('<request-id>', 'the RequestId of the answer')
    .description('the whole record of one call')
    .action((requestId: string, settings: AuditSettings) => withLog(settings, log => show(log, requestId)));
  filtered(audit.command('export'))
    .description('all records as JSON lines, oldest first')
    .action((settings: AuditSettings) => withLog(settings, log => exportAll(log, settings)));
  return audit;
}

async function withLog(settings: AuditSettings, work: (log: AuditLog) => Promise<void>): Promise<void> {
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

async function show(log: AuditLog, requestId: string): Promise<void> {
  const entry = await log.find(requestId);
  if (!entry)
    throw new SettingError(
      `No call with the RequestId ${requestId} is on record. Calls of one principal that were throttled or denied within a second share the record of the first.`,
    );
  process.stdout.write(jsonPage(entry));
}

async function exportAll(log: AuditLog, settings: AuditSettings): Promise<void> {
  for await (const entry of allRecords(log, queryOf(settings))) process.stdout.write(jsonLine(entry));
}

async function tail(log: AuditLog, settings: AuditSettings): Promise<void> {
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
