/**
 * The data directory before anything in it is used: it and what is secret in it belong to one user alone, one server works on it at
 * a time, and nothing of another database lies in it.
 */
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from './config.js';
import { removeDrafts } from './files/durable-file.js';
import { findPrivate, UnsafeFileError } from './files/private-file.js';
import { rootAccessKeyFileName, rootAccessKeyTaken } from './identity/accounts/root-access-key-file.js';
import { keyFileName } from './seal/key-file.js';
import { isNew } from './store/migrate.js';
import { lockServer, type ServerLock } from './store/sqlite/server-lock.js';
import type { Store } from './store/store.js';

type DataSettings = Pick<Config, 'dataDirectory' | 'sqliteFile' | 'storeUrl'>;

/** What the server writes beside the database and what is in vain without the right one. */
const ownFiles = [keyFileName, rootAccessKeyFileName];

/**
 * Makes the directory if it is not there, and takes the lock of a server on SQLite, which is held until it is released or this process ends.
 * Nothing is made where something is refused.
 * @throws UnsafeFileError when others may use the directory or something secret in it, or another server runs on it
 */
export async function openDataDirectory(settings: DataSettings): Promise<ServerLock | undefined> {
  const { dataDirectory, storeUrl } = settings;
  await makeDirectory(dataDirectory);
  await checkModes(settings);
  if (storeUrl === undefined) await refuseLostDatabase(settings);
  const lock = storeUrl === undefined ? lockServer(dataDirectory) : undefined;
  await removeDrafts(dataDirectory, [...ownFiles, `${keyFileName}.new`]);
  return lock;
}

/**
 * Keeps a new account from being made where another one was: keys beside a database without tables are those of a database that is missing.
 * A first start that was interrupted cannot have left that, for it makes the tables before it makes a key.
 * @throws UnsafeFileError that says what to do
 */
export async function refuseEmptyDatabase(settings: DataSettings, store: Pick<Store, 'db'>): Promise<void> {
  // The files first: another server that starts at the same time has made the tables before it makes them.
  const [file] = await filesFound(settings.dataDirectory);
  if (file !== undefined && (await isNew(store.db))) throw lost(settings, file);
}

/** As above, for a file that would be made by opening it. */
async function refuseLostDatabase(settings: DataSettings): Promise<void> {
  const { dataDirectory, sqliteFile } = settings;
  if ((await sizeOf(sqliteFile)) > 0) return;
  const log = `${sqliteFile}-wal`;
  const [file] = [...(await filesFound(dataDirectory)), ...((await sizeOf(log)) > 0 ? [log] : [])];
  if (file !== undefined) throw lost(settings, file);
}

function lost({ dataDirectory, sqliteFile, storeUrl }: DataSettings, file: string): UnsafeFileError {
  const [database, putBack] =
    storeUrl === undefined
      ? [
          `${sqliteFile} is missing or empty`,
          `put the database back into ${dataDirectory}, with chancery.db-wal if there is a copy of that`,
        ]
      : ['the database of --store is empty', 'name the database of this directory with --store, or restore it'];
  return new UnsafeFileError(
    `${database}, and ${file} belongs to one that was there: ${putBack}; for a new server, name a new directory with --data. Nothing was changed`,
  );
}

async function filesFound(directory: string): Promise<string[]> {
  const found = await Promise.all(
    ownFiles.map(async name => ((await sizeOf(join(directory, name))) >= 0 ? [join(directory, name)] : [])),
  );
  return found.flat();
}

/** Bytes, or -1 when there is no such file. Modes were checked before. */
async function sizeOf(path: string): Promise<number> {
  return (await findPrivate(path, 'start again'))?.size ?? -1;
}

async function makeDirectory(directory: string): Promise<void> {
  const found = await findPrivate(directory, 'see whether somebody has changed or read what is in it');
  if (found?.isDirectory()) return;
  if (found) throw new UnsafeFileError(`${directory} is no directory: name another with --data`);
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException;
    throw new UnsafeFileError(`the data directory ${directory} cannot be made in ${dirname(directory)} (${code})`);
  }
}

async function checkModes({ dataDirectory, sqliteFile, storeUrl }: DataSettings): Promise<void> {
  const sealed = 'see who may have read it: it holds names and sealed keys, which are safe while seal-key.json is';
  const databases = storeUrl === undefined ? ['', '-wal', '-shm'].map(end => `${sqliteFile}${end}`) : [];
  for (const file of databases) await findPrivate(file, sealed);
  for (const name of [keyFileName, `${keyFileName}.new`]) {
    await findPrivate(join(dataDirectory, name), 'rotate the key (chancery seal rotate) if somebody may have read it');
  }
  await findPrivate(join(dataDirectory, rootAccessKeyFileName), rootAccessKeyTaken);
}
