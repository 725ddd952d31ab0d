/** What `chancery target` does with the database, and what it asks of the one that it registers. */
import { readFileSync } from 'node:fs';
import { isRefusal, Refusal } from '../domain/change.js';
import type { TargetKind } from '../kms/secrets/managed/rotator.js';
import { type OpenTarget, TARGET_KINDS } from '../kms/targets/target.js';
import { Targets } from '../kms/targets/targets.js';
import { accesses } from '../rotators/rotators.js';
import { type Flags, SettingError } from '../settings/setting.js';
import { kmsStore } from '../store/kms.js';
import type { Store } from '../store/store.js';
import { placeOf, sealOf, withAccount } from './stored.js';

export interface TargetFlags extends Flags {
  readonly account: string;
}

export interface AddFlags extends TargetFlags {
  readonly kind: string;
  readonly host: string;
  readonly port?: string;
  readonly database?: string;
  readonly user: string;
  readonly passwordFile?: string;
  readonly tls: boolean;
  readonly tlsCa?: string;
}

const USUAL_PORTS: Readonly<Record<TargetKind, number>> = { postgresql: 5432, mysql: 3306, redis: 6379 };

export async function list(flags: TargetFlags): Promise<void> {
  await withTargets(flags, async ({ targets, accountId }) => {
    const lines: string[] = [];
    for (const { instanceId, kind, host, port, tls } of await targets.list(accountId)) {
      const secrets = await targets.secretsOf({ accountId, instanceId });
      lines.push(`${instanceId}  ${kind}  ${host}:${port}  ${tls ? 'TLS' : 'no TLS'}  ${secrets.length} secrets\n`);
    }
    process.stdout.write(lines.join(''));
  });
}

export async function add(id: string, flags: AddFlags): Promise<void> {
  const given = targetIn(id, flags);
  const administrator = { name: flags.user, password: passwordFrom(flags.passwordFile) };
  await withTargets(flags, async ({ targets, accountId, store }) => {
    const target: OpenTarget = { ...given, accountId, administrator, createdAt: new Date() };
    const what = await accesses[target.kind].check(target);
    try {
      await store.commit(await targets.add(target));
    } catch (fault) {
      if (isRefusal<'target-exists'>(fault, 'target-exists')) {
        throw new SettingError(`There is a target "${id}" already: remove it first with chancery target remove ${id}.`);
      }
      throw fault;
    }
    process.stdout.write(`${id} is registered: ${what}.\n`);
  });
}

export async function remove(
  id: string,
  { force = false, ...flags }: TargetFlags & { readonly force?: boolean },
): Promise<void> {
  await withTargets(flags, async ({ targets, accountId, store }) => {
    const target = { accountId, instanceId: id };
    const secrets = await targets.secretsOf(target);
    if (secrets.length > 0 && !force) {
      throw new SettingError(
        `The target "${id}" is used by ${secrets.join(', ')}: delete these secrets first, or give --force.`,
      );
    }
    try {
      await store.commit(targets.remove(target));
    } catch (fault) {
      if (isRefusal<'target-missing'>(fault, 'target-missing')) throw new SettingError(`There is no target "${id}".`);
      throw fault;
    }
    process.stdout.write(`${id} is forgotten.\n`);
  });
}

interface Work {
  readonly targets: Targets;
  readonly accountId: string;
  readonly store: Store;
}

async function withTargets(flags: TargetFlags, work: (parts: Work) => Promise<void>): Promise<void> {
  try {
    await withAccount(flags.account, placeOf(flags), async stored => {
      const { store, accountId } = stored;
      await work({ targets: new Targets(kmsStore(store).targets, await sealOf(stored)), accountId, store });
    });
  } catch (fault) {
    if (fault instanceof Refusal && fault.details.Why !== undefined) {
      throw new SettingError(`Nothing was registered: ${fault.details.Why}.`);
    }
    throw fault;
  }
}

function targetIn(instanceId: string, { kind, host, port, database, tls, tlsCa }: AddFlags) {
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(instanceId)) {
    throw new SettingError(
      `"${instanceId}" cannot be the id of a target: give 1 to 64 letters, digits, periods, hyphens or underscores, of which the first is a letter or a digit.`,
    );
  }
  const known = TARGET_KINDS.find(it => it === kind);
  if (!known) throw new SettingError(`--kind is one of ${TARGET_KINDS.join(', ')}; it is "${kind}".`);
  if (port !== undefined && !(/^[1-9]\d{0,4}$/.test(port) && Number(port) < 65_536)) {
    throw new SettingError(`--port is a number from 1 to 65535; it is "${port}".`);
  }
  if (tls && host.startsWith('/')) throw new SettingError('--host is a socket, which has no TLS: give --no-tls.');
  if (!tls && tlsCa !== undefined) throw new SettingError('--tls-ca and --no-tls exclude each other.');
  return {
    instanceId,
    kind: known,
    host,
    port: port === undefined ? USUAL_PORTS[known] : Number(port),
    tls,
    caPem: tlsCa === undefined ? undefined : textOf(tlsCa, '--tls-ca'),
    database,
  };
}

/** Never an argument of the command: those are seen by everybody on the machine. */
function passwordFrom(file: string | undefined): string {
  const [password = ''] = (file === undefined ? readFileSync(0, 'utf8') : textOf(file, '--password-file')).split(
    /\r?\n/,
  );
  if (password === '') {
    throw new SettingError(
      'There is no password: write it into the first line of --password-file, or of standard input.',
    );
  }
  return password;
}

function textOf(file: string, flag: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new SettingError(`${flag} "${file}" cannot be read.`);
  }
}
