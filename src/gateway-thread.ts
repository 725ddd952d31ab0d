/**
 * A further thread that answers requests, put together: as main.ts, on the store of the main thread, and without what there is once in a server, which it
 * asks the main thread for (threads/contract.ts). It is started from the build by threads/gateway-threads.ts, which replaces it when it dies.
 */
import type { Server as HttpsServer } from 'node:https';
import { parentPort, workerData } from 'node:worker_threads';
import { noteListsOfOthers } from './ca/revocation/keep-current.js';
import { configOf, type PostedConfig } from './config.js';
import { waitInLines } from './crypto/thread-pool.js';
import { openGateway } from './open-gateway.js';
import { KeyFileSeal, type SharedKeyFile } from './seal/key-file.js';
import { serverLog } from './server-log.js';
import { ServerUrl } from './server-url.js';
import { openShared } from './store/open-store.js';
import type { StoreShare } from './store/share.js';
import { askedKeyPairs } from './threads/asked-keys.js';
import { pageOfMain } from './threads/asked-pages.js';
import { Calls } from './threads/calls.js';
import type { OfMain, OfThread } from './threads/contract.js';
import { makeKeysInIdleTime } from './threads/key-makers.js';
import { LogToMain } from './threads/log-to-main.js';
import { signLongKeysElsewhere } from './threads/rsa-signers.js';
import { AskedLines } from './threads/slow-work.js';
import { type PostedRooms, StrangersRooms } from './threads/strangers-rooms.js';
import type { ListenerTls } from './tls/server-tls.js';

/** What the thread is started with. */
export interface ThreadData {
  /** Its number; the main thread is 0. */
  readonly thread: number;
  readonly threads: number;
  readonly config: PostedConfig;
  readonly port: number;
  readonly store: StoreShare;
  readonly seal: SharedKeyFile;
  readonly tls: ListenerTls | undefined;
  readonly rooms: PostedRooms;
  /** Paths of the pages that the main thread has for all. */
  readonly explained: readonly string[];
}

async function main(control: NonNullable<typeof parentPort>, data: ThreadData): Promise<void> {
  const { thread, threads, port, rooms } = data;
  const config = configOf(data.config);
  const calls: Calls<OfMain> = new Calls<OfMain>(control, {
    stop: graceMs => stop(graceMs),
    renewTls: tls => (http.server as HttpsServer).setSecureContext(tls),
  } satisfies OfThread);
  waitInLines(new AskedLines(calls));
  makeKeysInIdleTime();
  signLongKeysElsewhere();
  const lines = new LogToMain(text => calls.tell('log', text));
  const log = serverLog(config.log, lines);

  const store = await openShared(data.store);
  const seal = new KeyFileSeal(data.seal);
  const serverUrl = new ServerUrl(config.listen.host, config.publicUrl);
  serverUrl.listens(data.tls ? 'https' : 'http', port);
  const { http, ca } = openGateway({
    config,
    store,
    seal,
    serverUrl,
    log,
    now: () => new Date(),
    tls: data.tls,
    tlsTrustPem: () => calls.call('tlsTrustPem'),
    room: new StrangersRooms(rooms.share, threads, rooms).of(thread),
    generateKeyPair: askedKeyPairs(calls, seal),
    refusedCalls: {
      isFirst: record => calls.call('isFirstRefusal', record),
      count: record => calls.tell('countRefusal', record),
    },
    fetchKeySet: provider => calls.call('fetchKeySet', provider),
    explaining: () => data.explained.map(path => pageOfMain(calls, path)),
  });

  const listsOfOthers = noteListsOfOthers(ca.revocationLists, err =>
    log.error({ err }, 'what other threads and servers published could not be read'),
  );
  await ca.revocationLists.noteSharded();
  await http.listen({ host: config.listen.host, port, reusePort: true });
  listsOfOthers.start();
  calls.tell('ready');

  async function stop(graceMs: number): Promise<void> {
    const late = setTimeout(() => http.server.closeAllConnections(), graceMs);
    await http.close();
    clearTimeout(late);
    await listsOfOthers.stop();
    await store.close();
    lines.flush();
    // Ends the thread, not the process.
    process.exit();
  }
}

if (parentPort) await main(parentPort, workerData);
