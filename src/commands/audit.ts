/** `chancery audit tail|show|export|verify`: reads the audit log, also while the server runs. Changes nothing. */
import { Command } from 'commander';
import type { AuditSettings } from './audit-log.js';

/** Loaded when the log is read: the other commands need no store. */
const work = () => import('./audit-log.js');

/** The command with its four parts; `withData` adds the options that say where the data is. */
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
    .action(async (settings: AuditSettings) => {
      const { tail, withLog } = await work();
      await withLog(settings, log => tail(log, settings));
    });
  withData(audit.command('show'))
    .argument('<request-id>', 'the RequestId of the answer')
    .description('the whole record of one call')
    .action(async (requestId: string, settings: AuditSettings) => {
      const { show, withLog } = await work();
      await withLog(settings, log => show(log, requestId));
    });
  filtered(audit.command('export'))
    .description('all records as JSON lines, oldest first')
    .action(async (settings: AuditSettings) => {
      const { exportAll, withLog } = await work();
      await withLog(settings, log => exportAll(log, settings));
    });
  withData(audit.command('verify'))
    .description('whether the log is as it was written (SQLite)')
    .option(
      '--since <end>',
      'where an earlier verify said that the log ended: that nothing up to there was written anew or taken away',
    )
    .action(async (settings: AuditSettings) => {
      const { verify, withLog } = await work();
      await withLog(settings, log => verify(log, settings));
    });
  return audit;
}
