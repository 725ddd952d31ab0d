/** `chancery client-key list|rotate`: what client keys are used for, and a key for another one. Works beside a running server. */
import { Command } from 'commander';
import { mainAccountName } from '../identity/accounts/accounts.js';
import { DEFAULT_RULES } from '../kms/access-points/client-key-hygiene.js';
import type { ListFlags, RotateFlags } from './client-keys.js';

/** Loaded when it is used: the other commands need no store. */
const work = () => import('./client-keys.js');

/** `withData` adds the options that say where the data is. */
export function clientKeyCommand(withData: (command: Command) => Command): Command {
  const clientKey = new Command('client-key').description('client keys: what they are used for, and their replacement');
  const ofAccount = (command: Command): Command =>
    withData(command).option('--account <name>', 'the name of the account', mainAccountName);
  ofAccount(clientKey.command('list'))
    .option('--expires-within <days>', 'say which keys expire within so many days', String(DEFAULT_RULES.expiresWithin))
    .option(
      '--unused-for <days>',
      'a key that was not used for so many days can be deleted',
      String(DEFAULT_RULES.unusedFor),
    )
    .description('the client keys of an account by access points: their ends, last uses, and which can be deleted')
    .action(async (flags: ListFlags) => (await work()).list(flags, new Date()));
  ofAccount(clientKey.command('rotate'))
    .argument('<id>', 'the client key to replace, KAAP.…')
    .requiredOption('--out <file>', 'the file to write the new client key to, as official clients read it; mode 0600')
    .option('--password-file <file>', 'the first line is the password of the new key; -: that of standard input')
    .option('--new-password <file>', 'make a password and write it to this file, mode 0600')
    .requiredOption('--overlap-hours <n>', 'so long the old key goes on working; 0: it is deleted at once')
    .description('make a new key for the access point of a client key, and end the old one')
    .action(async (id: string, flags: RotateFlags) => (await work()).rotate(id, flags, new Date()));
  return clientKey;
}
