/** What `chancery data-key` does with the database. */
import { existsSync } from 'node:fs';
import { loadConfig } from '../config.js';
import { isRefusal } from '../domain/change.js';
import { DataKeys } from '../kms/data-keys/data-keys.js';
import { SealError } from '../seal/seal.js';
import { openKeyFileSeal } from '../seal/seal-check.js';
import { type Flags, SettingError } from '../settings/setting.js';
import { identityStore } from '../store/identity.js';
import { kmsStore } from '../store/kms.js';
import { openStore } from '../store/open-store.js';
import { StoredSettings } from '../store/settings.js';
import type { Store } from '../store/store.js';

export interface DataKeyFlags extends Flags {
  readonly account: string;
  readonly bytes?: string;
}

const LONGEST = 1024;

export async function add(name: string, flags: DataKeyFlags): Promise<void> {
  const bytes = Number(flags.bytes);
  if (!/^[1-9]\d{0,3}$/.test(flags.bytes ?? '') || bytes > LONGEST) {
    throw new SettingError(`--bytes is a whole number from 1 to ${LONGEST}; it is "${flags.bytes}".`);
  }
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(name)) {
    throw new SettingError(
      `"${name}" cannot be the name of a data key: give 1 to 64 letters, digits, periods, hyphens or underscores, of which the first is a letter or a digit.`,
    );
  }
  await withDataKeys(flags, async ({ dataKeys, accountId, store }) => {
    const { id, change } = await dataKeys.add(accountId, name, bytes, new Date());
    try {
      await store.commit(change);
    } catch (fault) {
      if (!isRefusal<'data-key-exists'>(fault, 'data-key-exists')) throw fault;
      throw new SettingError(
        `There is a data key "${name}" already: give it another version with chancery data-key rotate ${name}.`,
      );
    }
    return `${name} is there, with version ${id}.\n`;
  });
}

export async function rotate(name: string, flags: DataKeyFlags): Promise<void> {
  await withDataKeys(flags, async ({ dataKeys, accountId, store }) => {
    try {
      const { id, change } = await dataKeys.rotate(accountId, name, new Date());
      await store.commit(change);
      return `${name} has version ${id} now, and the older ones.\n`;
    } catch (fault) {
      if (isRefusal<'data-key-missing'>(fault, 'data-key-missing')) {
        throw new SettingError(`There is no data key "${name}": chancery data-key list lists them.`);
      }
      if (isRefusal<'data-key-exists'>(fault, 'data-key-exists')) {
        throw new SettingError(`Another command gave "${name}" a version at the same moment: look at it first.`);
      }
      throw fault;
    }
  });
}

export async function list(flags: DataKeyFlags): Promise<void> {
  await withDataKeys(flags, async ({ dataKeys, accountId }) =>
    (await dataKeys.names(accountId)).map(({ name, versions }) => `${name}  ${versions} versions\n`).join(''),
  );
}

interface Work {
  readonly dataKeys: DataKeys;
  readonly accountId: string;
  readonly store: Store;
}

async function withDataKeys(flags: DataKeyFlags, work: (parts: Work) => Promise<string>): Promise<void> {
  const config = loadConfig({ data: flags.data, store: flags.store }, process.env);
  if (!config.storeUrl && !existsSync(config.sqliteFile)) {
    throw new SettingError(`There is no ${config.sqliteFile}: name the server's directory with --data.`);
  }
  const store = await openStore(config.storeUrl ? { url: config.storeUrl } : { sqliteFile: config.sqliteFile });
  try {
    const account = await identityStore(store).findAccount(flags.account);
    if (!account) throw new SettingError(`There is no account "${flags.account}" in this database.`);
    const seal = await openKeyFileSeal(config.dataDirectory, new StoredSettings(store));
    const dataKeys = new DataKeys(kmsStore(store).dataKeys, seal);
    process.stdout.write(await work({ dataKeys, accountId: account.id, store }));
  } catch (fault) {
    if (fault instanceof SealError) throw new SettingError(fault.message);
    throw fault;
  } finally {
    await store.close();
  }
}
