/** `chancery data-key add|rotate|list`: managed data keys, which the API only reads. Works beside a running server, which knows them at the next call. */
import { Command } from 'commander';
import { mainAccountName } from '../identity/accounts/accounts.js';
import type { DataKeyFlags } from './data-keys.js';

/** Loaded when it is used: the other commands need no store. */
const work = () => import('./data-keys.js');

/** `withData` adds the options that say where the data is. */
export function dataKeyCommand(withData: (command: Command) => Command): Command {
  const dataKey = new Command('data-key').description('data keys that are kept here, for GetManagedDataKey');
  const ofAccount = (command: Command): Command =>
    withData(command).option('--account <name>', 'the name of the account', mainAccountName);
  ofAccount(dataKey.command('add'))
    .argument('<name>', 'the name of the data key')
    .option('--bytes <n>', 'of how many octets it is, from 1 to 1024', '32')
    .description('make a data key with its first version')
    .action(async (name: string, flags: DataKeyFlags) => (await work()).add(name, flags));
  ofAccount(dataKey.command('rotate'))
    .argument('<name>', 'the name of the data key')
    .description('give a data key another version; the older ones stay')
    .action(async (name: string, flags: DataKeyFlags) => (await work()).rotate(name, flags));
  ofAccount(dataKey.command('list'))
    .description('the data keys of an account, one line each')
    .action(async (flags: DataKeyFlags) => (await work()).list(flags));
  return dataKey;
}
