/** `chancery access explain`: may a user, a role or a client key do something, and which statement says so. Works beside a running server. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import type { AskedAccess } from '../explanations/asked-access.js';
import { mainAccountName } from '../identity/accounts/accounts.js';
import { SettingError } from '../settings/setting.js';
import type { ExplainFlags } from './explain-access.js';

const collected = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** `withData` adds the options that say where the data is. */
export function accessCommand(withData: (command: Command) => Command): Command {
  const access = new Command('access').description('what users and roles may do, and why');
  withData(access.command('explain'))
    .description('may a user, a role or a client key do this, and which statement decides')
    .option('--account <name>', 'the name of the account', mainAccountName)
    .option('--user <name>', 'the user that would call')
    .option('--role <name>', 'or the role whose session would')
    .option('--client-key <id>', 'or the client key that would sign')
    .option('--instance <id>', 'the KMS instance through which the client key would call')
    .option('--action <action>', 'such as kms:Decrypt')
    .option('--resource <arn>', 'as calls present it, such as acs:kms:cn-hangzhou:1000000000000001:key/…', '*')
    .option('--resource-group <id>', 'the group that the resource is in')
    .option(
      '--context <key=value>',
      'a condition key of the call, such as acs:SourceIp=192.0.2.7; again for more',
      collected,
      [],
    )
    .option('--policy <file>', 'a policy to look at as if it were attached; again for more', collected, [])
    .option('--session-policy <file>', 'what a session of the role is narrowed to')
    .action(async (flags: ExplainFlags) => {
      const asked = askedBy(flags);
      // Loaded when it is used: the other commands need no store.
      const { explain } = await import('./explain-access.js');
      process.stdout.write(await explain(flags, asked));
    });
  return access;
}

function askedBy(flags: ExplainFlags): AskedAccess {
  const { action } = flags;
  if (action === undefined || !/^[A-Za-z0-9-]+:[A-Za-z0-9]+$/.test(action)) {
    throw new SettingError('--action is a product and an operation, such as kms:Decrypt.');
  }
  return {
    ...principalOf(flags),
    action,
    resource: flags.resource,
    resourceGroupId: flags.resourceGroup,
    context: contextOf(flags.context),
    simulated: flags.policy.map(document),
    sessionPolicy: flags.sessionPolicy === undefined ? undefined : document(flags.sessionPolicy),
    instanceId: flags.instance,
  };
}

function principalOf({ user, role, clientKey, instance }: ExplainFlags): Pick<AskedAccess, 'kind' | 'name'> {
  const given = [
    ...(user === undefined ? [] : [{ kind: 'user', name: user } as const]),
    ...(role === undefined ? [] : [{ kind: 'role', name: role } as const]),
    ...(clientKey === undefined ? [] : [{ kind: 'client-key', name: clientKey } as const]),
  ];
  const [principal, another] = given;
  if (!principal || another) throw new SettingError('Name who would call: one of --user, --role and --client-key.');
  if (instance !== undefined && principal.kind !== 'client-key') {
    throw new SettingError('Only client keys call through an instance: --instance goes with --client-key.');
  }
  return principal;
}

function contextOf(given: readonly string[]): Record<string, string[]> {
  const context: Record<string, string[]> = {};
  for (const text of given) {
    const [, key, value = ''] = /^([A-Za-z]+:[^=]+)=(.*)$/s.exec(text) ?? [];
    if (key === undefined)
      throw new SettingError(`--context is a key and a value, such as acs:SourceIp=192.0.2.7; it is "${text}".`);
    context[key] = [...(context[key] ?? []), value];
  }
  return context;
}

function document(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new SettingError(`There is no readable ${file}.`);
  }
}
