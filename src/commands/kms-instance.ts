/** `chancery kms-instance list|add`: the instances of an account, and one more. Works beside a running server, which knows it at the next call. */
import { Command } from 'commander';
import { mainAccountName } from '../identity/accounts/accounts.js';
import { type InstanceQuota, usualQuota } from '../kms/instances/instance.js';
import { SettingError } from '../settings/setting.js';
import type { InstanceFlags } from './kms-instances.js';

/** Loaded when it is used: the other commands need no store. */
const work = () => import('./kms-instances.js');

/** `withData` adds the options that say where the data is. */
export function kmsInstanceCommand(withData: (command: Command) => Command): Command {
  const instance = new Command('kms-instance').description('KMS instances: the one that every account has, and more');
  const ofAccount = (command: Command): Command =>
    withData(command).option('--account <name>', 'the name of the account', mainAccountName);
  ofAccount(instance.command('list'))
    .description('the instances of an account, one line each')
    .action(async (flags: InstanceFlags) => {
      const { list, withInstances } = await work();
      await withInstances(flags, list);
    });
  ofAccount(instance.command('add'))
    .argument('<name>', 'a name for people')
    .option('--keys <n>', 'how many keys it may hold', String(usualQuota.keys))
    .option('--secrets <n>', 'how many secrets it may hold', String(usualQuota.secrets))
    .option('--networks <n>', 'how many networks it may be bound to', String(usualQuota.networks))
    .option('--calls-per-second <n>', 'calls a second that it is meant for', String(usualQuota.callsPerSecond))
    .description('make a further instance; ConnectKmsInstance connects it')
    .action(async (name: string, flags: InstanceFlags) => {
      const quota = quotaOf(flags);
      const { add, withInstances } = await work();
      await withInstances(flags, (instances, accountId, store) => add(instances, accountId, store, name, quota));
    });
  return instance;
}

function quotaOf({ keys, secrets, networks, callsPerSecond }: InstanceFlags): InstanceQuota {
  return {
    keys: count('--keys', keys),
    secrets: count('--secrets', secrets),
    networks: count('--networks', networks),
    callsPerSecond: count('--calls-per-second', callsPerSecond),
  };
}

function count(flag: string, text = ''): number {
  if (!/^[1-9][0-9]{0,8}$/.test(text)) throw new SettingError(`${flag} is a whole number from 1 on; it is "${text}".`);
  return Number(text);
}
