/** The database of a server, for commands that work beside it: the server knows what they change at its next call. */
import { existsSync } from 'node:fs';
import { type Config, loadConfig } from '../config.js';
import { type Seal, SealError } from '../seal/seal.js';
import { openKeyFileSeal } from '../seal/seal-check.js';
import { type Flags, SettingError } from '../settings/setting.js';
import { identityStore } from '../store/identity.js';
import { openStore } from '../store/open-store.js';
import { StoredSettings } from '../store/settings.js';
import type { Store } from '../store/store.js';

export interface Stored {
  readonly store: Store;
  readonly config: Config;
}

export interface StoredAccount extends Stored {
  readonly accountId: string;
}

/** Opens the database that the settings name, and closes it when the work is done. Throws `SettingError` where there is none. */
export async function withStore<T>(settings: Flags, work: (stored: Stored) => Promise<T>): Promise<T> {
  const config = loadConfig(settings, process.env);
  if (!config.storeUrl && !existsSync(config.sqliteFile)) {
    throw new SettingError(`There is no ${config.sqliteFile}: name the server's directory with --data.`);
  }
  const store = await openStore(config.storeUrl ? { url: config.storeUrl } : { sqliteFile: config.sqliteFile });
  try {
    return await work({ store, config });
  } finally {
    await store.close();
  }
}

/** The same, for an account by its name. */
export function withAccount<T>(name: string, settings: Flags, work: (stored: StoredAccount) => Promise<T>): Promise<T> {
  return withStore(settings, async stored => {
    const account = await identityStore(stored.store).findAccount(name);
    if (!account) throw new SettingError(`There is no account "${name}" in this database.`);
    return work({ ...stored, accountId: account.id });
  });
}

/** What opens the secrets in it. Throws `SettingError` where it is not the database's own. */
export async function sealOf({ store, config }: Stored): Promise<Seal> {
  try {
    return await openKeyFileSeal(config.dataDirectory, new StoredSettings(store));
  } catch (fault) {
    throw fault instanceof SealError ? new SettingError(fault.message) : fault;
  }
}

/** Those of a command that say where the database is: its other flags are not of the server. */
export const placeOf = ({ data, store }: Flags): Flags => ({ data, store });
