/** What `chancery data-key` does with the database. */
import { isRefusal } from '../domain/change.js';
import { DataKeys } from '../kms/data-keys/data-keys.js';
import { type Flags, SettingError } from '../settings/setting.js';
import { kmsStore } from '../store/kms.js';
import type { Store } from '../store/store.js';
import { placeOf, sealOf, withAccount } from './stored.js';

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
  await withAccount(flags.account, placeOf(flags), async stored => {
    const { store, accountId } = stored;
    const dataKeys = new DataKeys(kmsStore(store).dataKeys, await sealOf(stored));
    process.stdout.write(await work({ dataKeys, accountId, store }));
  });
}
