/**
 * The first start makes the account and its root AccessKey (docs/architecture.md).
 *
 * The file with the credentials is written and on disk before the account is committed with the same credentials, so there is
 * no moment at which the database holds a root key that nobody knows. A crash between the two leaves a file and no account;
 * the next start finds both facts and makes the account from the file. A crash before leaves nothing but a draft.
 *
 * Replicas that start at once on one new database each write a file of their own; the name of the account is unique, so one
 * commit wins, and the others take their files, which name an account that does not exist, away again.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isRefusal } from '../../domain/change.js';
import type { Seal } from '../../seal/seal.js';
import { type Identifiers, randomIdentifiers } from '../identifiers.js';
import type { AccountReason } from '../refusals.js';
import type { Account, AccountStore } from '../store.js';
import { addAccount, mainAccountName, newRootAccessKey, type RootAccessKey } from './accounts.js';
import { FirstStartError } from './first-start-error.js';
import {
  readRootAccessKeyFile,
  removeRootAccessKeyFile,
  rootAccessKeyFileName,
  writeRootAccessKeyFile,
} from './root-access-key-file.js';

export { FirstStartError } from './first-start-error.js';

export interface FirstStartSettings {
  /** Both or neither: taken for the root AccessKey at the first start instead of a new pair, and not written to the file. */
  readonly rootAccessKeyId?: string | undefined;
  readonly rootAccessKeySecret?: string | undefined;
  /** Where `root-access-key.json` goes. */
  readonly dataDir: string;
  readonly now: Date;
  readonly identifiers?: Identifiers;
}

/** The account of this server, made now if this is the first start. Rejects with `FirstStartError` for what the user has to mend. */
export async function ensureAccount(store: AccountStore, seal: Seal, settings: FirstStartSettings): Promise<Account> {
  const existing = await store.findAccount(mainAccountName);
  if (existing) return existing;
  await mkdir(settings.dataDir, { recursive: true, mode: 0o700 });
  const { key, written } = await chooseRootAccessKey(settings);
  try {
    const { account, change } = await addAccount(store, seal, mainAccountName, key, settings.now);
    await store.commit(change);
    return account;
  } catch (fault) {
    if (!isRefusal<AccountReason>(fault, 'account-exists')) throw fault;
    return yieldToOther(store, settings.dataDir, written ? key : undefined);
  }
}

/** The pair given, or the one that an interrupted first start left in the file, or a new one, which is then in the file. */
async function chooseRootAccessKey(
  settings: FirstStartSettings,
  attemptsLeft = 5,
): Promise<{ key: RootAccessKey; written: boolean }> {
  const { dataDir, rootAccessKeyId, rootAccessKeySecret, identifiers = randomIdentifiers } = settings;
  const left = await readRootAccessKeyFile(dataDir);
  if (rootAccessKeyId && rootAccessKeySecret) {
    const key = {
      accountId: identifiers.accountId(),
      accessKeyId: rootAccessKeyId,
      accessKeySecret: rootAccessKeySecret,
    };
    if (!left) return { key, written: false };
    // The file may be the only copy of another server's credentials: it is neither obeyed nor removed.
    if (left.accessKeyId !== rootAccessKeyId || left.accessKeySecret !== rootAccessKeySecret) {
      throw new FirstStartError(
        `${join(dataDir, rootAccessKeyFileName)} holds another root AccessKey than the one given for the first start: move the file away, or start without CHANCERY_ROOT_ACCESS_KEY_ID and CHANCERY_ROOT_ACCESS_KEY_SECRET`,
      );
    }
  }
  if (left) return { key: left, written: false };
  const key = newRootAccessKey(identifiers);
  if (await writeRootAccessKeyFile(dataDir, key)) return { key, written: true };
  // Another server that shares the directory was quicker by a moment.
  const theirs = await readRootAccessKeyFile(dataDir);
  if (theirs) return { key: theirs, written: false };
  if (attemptsLeft > 0) return chooseRootAccessKey(settings, attemptsLeft - 1);
  throw new FirstStartError(`${join(dataDir, rootAccessKeyFileName)} comes and goes: another program works on it`);
}

/** Another replica made the account first: what this one wrote is good for nothing, unless both used the same file. */
async function yieldToOther(
  store: AccountStore,
  dataDir: string,
  written: RootAccessKey | undefined,
): Promise<Account> {
  const account = await store.findAccount(mainAccountName);
  if (!account) throw new FirstStartError('the root AccessKey of the first start belongs to another account already');
  if (written && written.accountId !== account.id) await removeRootAccessKeyFile(dataDir);
  return account;
}
