/**
 * The only place that opens an SQLite file. Sets what durability and correctness rest on, and reads it back, on every open:
 * a build of SQLite may start connections to a WAL file with synchronous=NORMAL, under which a power cut takes the
 * last commits with it (https://www.sqlite.org/pragma.html#pragma_synchronous), and an unknown pragma is no error in SQLite.
 */
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isSqliteBusy } from '../dialects/sqlite.js';
import { StoreError } from '../store-error.js';
import { Connection, resultCode } from './driver.js';

/** How long a statement waits for another process, such as the command line, to finish writing. */
const busyTimeoutMs = 5_000;

/** `synchronous` and `temp_store` as SQLite counts them. */
const full = 2;
const inMemory = 2;

/**
 * After a checkpoint the log is cut back to this size, so that one burst does not hold disk space for ever. It is well above
 * the 4 MB at which checkpoints are made: cutting and growing it again each time would cost a flush of the file's size.
 */
const walBytesKept = 64 * 1024 * 1024;

export interface WritingOptions {
  /** The size that the file may reach, in pages of 4 KiB; for tests of a full disk. */
  readonly maxPages?: number;
}

/**
 * Opens the file for writing and makes it if it does not exist, readable by its owner only.
 * @throws StoreError `unavailable` when it cannot be opened or is no database
 */
export function openForWriting(file: string, options: WritingOptions = {}): Connection {
  return opened(file, () => {
    createFile(file);
    const connection = open(file, false);
    try {
      set(connection, 'journal_mode', 'wal');
      set(connection, 'journal_size_limit', walBytesKept);
      // Savepoints keep what they may have to undo in a journal of their own, which would be a file in the temporary directory:
      // 35 of the 51 writes of a certificate.
      set(connection, 'temp_store', inMemory);
      // What is deleted is overwritten, in pages that stay and in those that become free: a key that is gone must not be in the file
      // (https://www.sqlite.org/pragma.html#pragma_secure_delete). `fast` leaves free pages as they are.
      set(connection, 'secure_delete', 1);
      protect(connection);
      if (options.maxPages !== undefined) set(connection, 'max_page_count', options.maxPages);
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  });
}

/** Opens the file for reading; another connection must have made it. @throws StoreError `unavailable` */
export function openForReading(file: string): Connection {
  return opened(file, () => {
    const connection = open(file, true);
    try {
      protect(connection);
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  });
}

/**
 * Moves all of the log into the file, so that the file alone is everything: for an administrator who copies it while no server runs. SQLite does that by itself
 * only for the last connection to close, and the command line may have another one open. Where it cannot be done, because the disk is full or
 * somebody reads, the log stays and nothing is lost.
 * @returns whether the log is empty
 */
export function emptyLog(connection: Connection): boolean {
  try {
    return connection.pragma('wal_checkpoint(truncate)') === 0;
  } catch (error) {
    if (resultCode(error) === undefined) throw error;
    return false;
  }
}

/**
 * Takes a lock that the kernel gives back when this process ends, however it ends: a transaction that never ends, on a database of its own
 * that stays empty. Close it to give the lock back.
 * @returns undefined when another process, or another part of this one, has the lock
 * @throws StoreError `unavailable` when the file cannot be made
 */
export function openLock(file: string): Connection | undefined {
  return opened(file, () => {
    createFile(file);
    const connection = new Connection(resolve(file), { busyTimeoutMs: 0 });
    try {
      connection.exec('begin exclusive');
      return connection;
    } catch (error) {
      connection.close();
      if (isSqliteBusy(resultCode(error) ?? 0)) return undefined;
      throw error;
    }
  });
}

function protect(connection: Connection): void {
  set(connection, 'synchronous', full);
  set(connection, 'foreign_keys', 1);
  set(connection, 'busy_timeout', busyTimeoutMs);
}

function set(connection: Connection, pragma: string, value: string | number): void {
  connection.exec(`pragma ${pragma} = ${value}`);
  const now = connection.pragma(pragma);
  if (now !== value) throw new Error(`SQLite did not take ${pragma} = ${value}, it has ${now}`);
}

/**
 * SQLite would make the file readable for everybody; the files that it adds beside it get the mode of this one. A file that is there is
 * not opened: closing it again would take away the locks that this process has on it (https://www.sqlite.org/howtocorrupt.html
 * section 2.2), and the next program that looks into the database would remove the log, with all that is written to it from then on.
 */
function createFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw fault;
  }
  const directory = openSync(dirname(file), 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

/** By its absolute path: SQLite would read a name that begins with `file:` as an address. */
function open(file: string, readOnly: boolean): Connection {
  return new Connection(resolve(file), { busyTimeoutMs, readOnly });
}

function opened<T>(file: string, openIt: () => T): T {
  try {
    return openIt();
  } catch (error) {
    throw new StoreError('unavailable', `${file} cannot be opened: ${error instanceof Error ? error.message : error}`);
  }
}
