/** What `chancery client-key` does with the database. */
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { isRefusal } from '../domain/change.js';
import { neverGone, type Requester } from '../domain/requester.js';
import { createDurably } from '../files/durable-file.js';
import type { ClientKey } from '../kms/access-points/client-key.js';
import {
  isClientKeyPassword,
  LONGEST_PASSWORD,
  randomClientKeyPassword,
  SHORTEST_PASSWORD,
} from '../kms/access-points/client-key-password.js';
import { defaultValidity } from '../kms/access-points/client-key-validity.js';
import { ClientKeys, MAX_KEYS_OF_ACCESS_POINT, type ReplacedClientKey } from '../kms/access-points/client-keys.js';
import { type Flags, SettingError } from '../settings/setting.js';
import { kmsStore } from '../store/kms.js';
import type { Store } from '../store/store.js';
import { clientKeyLines } from './client-key-lines.js';
import { placeOf, withAccount } from './stored.js';

interface ClientKeyFlags extends Flags {
  readonly account: string;
}

export interface ListFlags extends ClientKeyFlags {
  readonly expiresWithin: string;
  readonly unusedFor: string;
}

export interface RotateFlags extends ClientKeyFlags {
  readonly out: string;
  readonly passwordFile?: string;
  readonly newPassword?: string;
  readonly overlapHours: string;
}

const HOUR_MS = 3_600_000;
const requester: Requester = { id: 'command', gone: neverGone };

export async function list(flags: ListFlags, now: Date): Promise<void> {
  const rules = {
    expiresWithin: wholeNumber('--expires-within', flags.expiresWithin),
    unusedFor: wholeNumber('--unused-for', flags.unusedFor, 1),
  };
  await withClientKeys(flags, async ({ clientKeys, accountId }) => {
    const [keys, uses] = await Promise.all([clientKeys.list(accountId), clientKeys.lastUses(accountId)]);
    return clientKeyLines(keys, uses, rules, now);
  });
}

export async function rotate(id: string, flags: RotateFlags, now: Date): Promise<void> {
  const hours = wholeNumber('--overlap-hours', flags.overlapHours);
  const endsAt = hours === 0 ? undefined : new Date(now.getTime() + hours * HOUR_MS);
  const { password, write } = passwordOf(flags);
  await withClientKeys(flags, async ({ clientKeys, accountId, store }) => {
    try {
      const made = await clientKeys.replace(
        accountId,
        { id, endsAt },
        { password, ...defaultValidity(now) },
        now,
        requester,
      );
      await keep(made, [...write, { file: flags.out, text: keyFile(made) }], store);
      const old = await clientKeys.find(accountId, id);
      return `${toldOfNew(made, flags)}\n${toldOfOld(id, old, now)}\n`;
    } catch (fault) {
      throw mendable(fault, id) ?? fault;
    }
  });
}

interface Written {
  readonly file: string;
  readonly text: string;
}

/** First the files, then the change: nobody is left without the key that replaces one that has ended. */
async function keep({ change }: ReplacedClientKey, files: readonly Written[], store: Store): Promise<void> {
  const made: string[] = [];
  try {
    for (const { file, text } of files) {
      if (!(await created(file, text))) throw new SettingError(`${file} exists already: name another file.`);
      made.push(file);
    }
    await store.commit(change);
  } catch (fault) {
    for (const file of made) await rm(file, { force: true });
    throw fault;
  }
}

async function created(file: string, text: string): Promise<boolean> {
  try {
    return await createDurably(file, text, 0o600);
  } catch (fault) {
    throw new SettingError(`${file} cannot be written: ${(fault as Error).message}.`);
  }
}

/** As official clients read it. */
const keyFile = ({ key, keyFile: pkcs12 }: ReplacedClientKey): string =>
  `${JSON.stringify({ KeyId: key.id, PrivateKeyData: pkcs12.toString('base64') })}\n`;

function toldOfNew({ key }: ReplacedClientKey, { out, newPassword }: RotateFlags): string {
  const password = newPassword === undefined ? '' : `, its password in ${newPassword}`;
  return `${key.id} is the new client key of ${key.accessPoint}; it is in ${out}${password}.`;
}

function toldOfOld(id: string, old: ClientKey | undefined, now: Date): string {
  if (!old) return `${id} is deleted.`;
  const rest = `It counts among the ${MAX_KEYS_OF_ACCESS_POINT} keys of ${old.accessPoint} until DeleteClientKey deletes it.`;
  return old.notAfter < now
    ? `${id} had ended before. ${rest}`
    : `${id} goes on working until ${old.notAfter.toISOString()}, and opens nothing afterwards. ${rest}`;
}

function mendable(fault: unknown, id: string): SettingError | undefined {
  if (isRefusal<'client-key-missing'>(fault, 'client-key-missing')) {
    return new SettingError(`There is no client key "${id}" in this account: chancery client-key list lists them.`);
  }
  if (isRefusal<'client-key-limit'>(fault, 'client-key-limit')) {
    return new SettingError(
      `The access point has ${MAX_KEYS_OF_ACCESS_POINT} client keys, which is as many as it may have: delete one that chancery client-key list says can be deleted, or give --overlap-hours 0.`,
    );
  }
  return isRefusal<'access-point-missing'>(fault, 'access-point-missing')
    ? new SettingError('The access point was deleted at the same moment, with its client keys.')
    : undefined;
}

/** Never an argument of the command: those are seen by everybody on the machine. */
function passwordOf({ passwordFile, newPassword }: RotateFlags): { password: string; write: readonly Written[] } {
  if ((passwordFile === undefined) === (newPassword === undefined)) {
    throw new SettingError(
      'Give either --password-file with the password of the new key, or --new-password to have one made.',
    );
  }
  if (newPassword !== undefined) {
    const password = randomClientKeyPassword();
    return { password, write: [{ file: newPassword, text: password }] };
  }
  const [password = ''] = textOf(passwordFile ?? '').split(/\r?\n/);
  if (!isClientKeyPassword(password)) {
    throw new SettingError(
      `The first line of --password-file cannot be the password of a client key: it takes ${SHORTEST_PASSWORD} to ${LONGEST_PASSWORD} digits, letters and special characters out of ~!@#$%^&*?_-, of at least two of these kinds.`,
    );
  }
  return { password, write: [] };
}

function textOf(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    throw new SettingError(`--password-file "${file}" cannot be read.`);
  }
}

function wholeNumber(flag: string, text: string, least = 0): number {
  if (!/^(?:0|[1-9][0-9]{0,4})$/.test(text) || Number(text) < least) {
    throw new SettingError(`${flag} is a whole number from ${least} to 99999; it is "${text}".`);
  }
  return Number(text);
}

interface Work {
  readonly clientKeys: ClientKeys;
  readonly accountId: string;
  readonly store: Store;
}

async function withClientKeys(flags: ClientKeyFlags, work: (parts: Work) => Promise<string>): Promise<void> {
  await withAccount(flags.account, placeOf(flags), async ({ store, accountId }) => {
    process.stdout.write(await work({ clientKeys: new ClientKeys(kmsStore(store).clientKeys), accountId, store }));
  });
}
