/**
 * One server works on one SQLite file: nonces, call limits and lists of revocations are partly in the memory of the process, and two would
 * each have their own. The command line may read beside a server and needs no lock.
 */
import { join } from 'node:path';
import { StoreError } from '../store-error.js';
import { openLock } from './connection.js';

export interface ServerLock {
  release(): void;
}

/** The name of the lock file in the data directory. It is empty and stays when the server has ended; what counts is who holds it. */
export const serverLockName = 'server.lock';

/** @throws StoreError `unavailable` when another server has the lock, or the file cannot be made */
export function lockServer(directory: string): ServerLock {
  const file = join(directory, serverLockName);
  const held = openLock(file);
  if (held) return { release: () => held.close() };
  throw new StoreError(
    'unavailable',
    `another server is running on ${directory}: stop it first, or let several servers share a database with --store postgres://…`,
  );
}
