/**
 * The start of a server: data directory, store, seal, and then all the rest (main.ts). The writer of the database boots in a thread of its own while the
 * code of the rest is read, which takes as long: so neither is imported here but for its types.
 */
import type { Config } from './config.js';
import { openDataDirectory, refuseEmptyDatabase } from './data-directory.js';
import { UnsafeFileError } from './files/private-file.js';
import { FirstStartError } from './identity/accounts/first-start-error.js';
import type { RunningServer } from './main.js';
import type { OpenedServer, ServerOutput } from './opened-server.js';
import { SealError } from './seal/seal.js';
import { openKeyFileSeal } from './seal/seal-check.js';
import { serverLog } from './server-log.js';
import { StartError } from './start-error.js';
import { openStore } from './store/open-store.js';
import { connectionsOfEach } from './store/postgres/connection-count.js';
import { StoredSettings } from './store/settings.js';
import type { ServerLock } from './store/sqlite/server-lock.js';
import { StoreError } from './store/store-error.js';
import { makeKeysInIdleTime } from './threads/key-makers.js';
import { threadsHere } from './threads/shared-port.js';

/** Starts a server and resolves when it answers. Rejects with `StartError` for what the administrator can mend. */
export async function startServer(config: Config, output: ServerOutput): Promise<RunningServer> {
  let lock: ServerLock | undefined;
  try {
    lock = await openDataDirectory(config);
    const opened = await open(config, output, lock);
    const { runServer } = await import('./main.js');
    return await runServer(config, opened, output);
  } catch (fault) {
    lock?.release();
    const mendable = [SealError, FirstStartError, StoreError, UnsafeFileError].some(kind => fault instanceof kind);
    if (mendable && fault instanceof Error)
      throw new StartError(`chancery cannot start: ${fault.message}`, { cause: fault });
    throw fault;
  }
}

async function open(config: Config, { logTo }: ServerOutput, lock: ServerLock | undefined): Promise<OpenedServer> {
  const log = serverLog(config.log, logTo);
  makeKeysInIdleTime();
  const threads = await threadsHere(config.threads, sentence => log.warn(sentence));
  const store = await openStore(
    config.storeUrl
      ? { url: config.storeUrl, postgres: connectionsOfEach(threads) }
      : { sqliteFile: config.sqliteFile },
  );
  try {
    await refuseEmptyDatabase(config, store);
    await store.migrate(progress => log.info(progress));
  } catch (fault) {
    await store.close();
    throw fault;
  }
  const seal = await openKeyFileSeal(config.dataDirectory, new StoredSettings(store));
  return { log, lock, threads, store, seal };
}
