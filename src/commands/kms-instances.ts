/** What `chancery kms-instance` does with the database. */
import { INSTANCE_TITLE, INSTANCE_TITLE_IN_WORDS, type InstanceQuota } from '../kms/instances/instance.js';
import { Instances } from '../kms/instances/instances.js';
import { type Flags, SettingError } from '../settings/setting.js';
import { kmsStore } from '../store/kms.js';
import type { Store } from '../store/store.js';
import { withAccount } from './stored.js';

export interface InstanceFlags extends Flags {
  readonly account: string;
  readonly keys?: string;
  readonly secrets?: string;
  readonly networks?: string;
  readonly callsPerSecond?: string;
}

type Work = (instances: Instances, accountId: string, store: Store) => Promise<string>;

export async function withInstances(flags: InstanceFlags, work: Work): Promise<void> {
  await withAccount(flags.account, flags, async ({ store, accountId }) => {
    process.stdout.write(await work(new Instances(kmsStore(store).instances), accountId, store));
  });
}

export async function list(instances: Instances, accountId: string): Promise<string> {
  const lines = (await instances.all(accountId)).map(({ name, status, title }) => `${name}  ${status}  ${title}\n`);
  return lines.join('');
}

export async function add(
  instances: Instances,
  accountId: string,
  store: Store,
  title: string,
  quota: InstanceQuota,
): Promise<string> {
  if (INSTANCE_TITLE.exec(title)?.[0] !== title) {
    throw new SettingError(`"${title}" cannot be the name of an instance: give ${INSTANCE_TITLE_IN_WORDS}.`);
  }
  const { instance, change } = instances.add(accountId, title, quota, new Date());
  await store.commit(change);
  return `${instance.name} is there, not connected yet: call ConnectKmsInstance.\n`;
}
