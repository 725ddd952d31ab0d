/** `chancery target add|list|remove`: databases whose accounts managed secrets change. Works beside a running server, which knows them at the next call. */
import { Command } from 'commander';
import { mainAccountName } from '../identity/accounts/accounts.js';
import { TARGET_KINDS } from '../kms/targets/target.js';
import type { AddFlags, TargetFlags } from './targets.js';

/** Loaded when it is used: the other commands need no store. */
const work = () => import('./targets.js');

/** `withData` adds the options that say where the data is. */
export function targetCommand(withData: (command: Command) => Command): Command {
  const target = new Command('target').description('databases whose accounts are managed as secrets of KMS');
  const ofAccount = (command: Command): Command =>
    withData(command).option('--account <name>', 'the account whose secrets may use it', mainAccountName);
  ofAccount(target.command('list'))
    .description('the targets of an account, one line each')
    .action(async (flags: TargetFlags) => (await work()).list(flags));
  ofAccount(target.command('add'))
    .argument('<id>', 'the id by which secrets name it: DBInstanceId, DBClusterId or InstanceId')
    .requiredOption('--kind <kind>', TARGET_KINDS.join(', '))
    .requiredOption('--host <host>', 'name, address, or path of a socket (of its folder for PostgreSQL)')
    .option('--port <n>', 'usually 5432, 3306 or 6379')
    .option('--database <name>', 'to which connections are made; PostgreSQL: postgres unless given')
    .requiredOption('--user <name>', 'the account that may change the others')
    .option('--password-file <file>', 'the first line is its password; without it that of standard input is')
    .option('--no-tls', 'connect without TLS: only for sockets and networks that you trust')
    .option('--tls-ca <file>', 'PEM of the authority that the certificate of the target leads to')
    .description('register a database; it is asked whether it lets the server in')
    .action(async (id: string, flags: AddFlags) => (await work()).add(id, flags));
  ofAccount(target.command('remove'))
    .argument('<id>', 'its id')
    .option('--force', 'also while secrets use it, which are not rotated any more')
    .description('forget a database; its accounts and their passwords stay as they are')
    .action(async (id: string, flags: TargetFlags & { readonly force?: boolean }) => (await work()).remove(id, flags));
  return target;
}
