/**
 * The server, put together: domains, operations, gateway, listen, on the store and the seal that start-server.ts has opened. Read it first; nothing else
 * sees all of it.
 */
import type { Server as HttpsServer } from 'node:https';
import { keepListsCurrent } from './ca/revocation/keep-current.js';
import { type Config, postedConfig } from './config.js';
import type { Job } from './domain/repeatedly.js';
import { RefusedCalls } from './gateway/refused-calls.js';
import { strangersShare } from './gateway/strangers-share.js';
import type { ThreadData } from './gateway-thread.js';
import { createAccount, type RootAccessKey } from './identity/accounts/accounts.js';
import { ensureAccount } from './identity/accounts/first-start.js';
import { SharedFetches } from './identity/federation/shared-fetches.js';
import { randomIdentifiers } from './identity/identifiers.js';
import { clientKeyAlgorithm } from './kms/access-points/client-keys.js';
import { openGateway } from './open-gateway.js';
import type { OpenedServer, ServerOutput } from './opened-server.js';
import { explainingRoutes } from './public-routes.js';
import { rotationRecord, secretNamed } from './rotation-records.js';
import { KeyStock } from './seal/key-stock.js';
import { ServerUrl } from './server-url.js';
import { identityStore } from './store/identity.js';
import { certainTime } from './store/passed-time.js';
import { purging } from './store/purge.js';
import { portsOf } from './store/share.js';
import type { Store } from './store/store.js';
import { keysFor } from './threads/asked-keys.js';
import { pagesFor } from './threads/asked-pages.js';
import { GatewayThreads } from './threads/gateway-threads.js';
import { signLongKeysElsewhere } from './threads/rsa-signers.js';
import { listenForAll } from './threads/shared-port.js';
import { StrangersRooms } from './threads/strangers-rooms.js';
import { threadEntry } from './threads/worker-options.js';
import { serverTls } from './tls/server-tls.js';

export interface RunningServer {
  /** `http://127.0.0.1:8088`, with the port it got. */
  readonly url: string;
  readonly store: Store;
  /** Those beside the main one. */
  readonly threads: GatewayThreads;
  /** Makes a further account with a root AccessKey of its own. No operation does that. */
  createAccount(name: string): Promise<RootAccessKey>;
  /** Finishes the requests under way, at most for this long, and closes the store. */
  stop(graceMs: number): Promise<void>;
}

/** What is left to do when the database is open (start-server.ts). Resolves when the server answers. */
export async function runServer(
  config: Config,
  { log, lock, threads: count, store, seal }: OpenedServer,
  { logTo, now = () => new Date(), issuingIntervalMs }: ServerOutput,
): Promise<RunningServer> {
  signLongKeysElsewhere();
  const identities = identityStore(store);
  await ensureAccount(identities, seal, {
    rootAccessKeyId: config.rootAccessKey?.id,
    rootAccessKeySecret: config.rootAccessKey?.secret,
    dataDir: config.dataDirectory,
    now: now(),
  });

  const report = (failure: string) => (err: unknown) => log.error({ err }, failure);
  const serverUrl = new ServerUrl(config.listen.host, config.publicUrl);
  // Client keys are of this size, and so is what the CA makes where a call names no other: made before anybody has asked.
  const keyStock = new KeyStock(seal, config.rsaKeysAhead, [clientKeyAlgorithm]);
  const audit = store.audit;
  const refusedCalls = new RefusedCalls(
    record => store.commit([audit.recordStep(record)]),
    report('refused calls could not be recorded; they stay counted'),
  );
  const keySets = new SharedFetches();
  const tls = await serverTls(
    { mode: config.tls, dataDirectory: config.dataDirectory, host: config.listen.host, publicUrl: config.publicUrl },
    seal,
    now,
    report('the TLS certificate could not be renewed; the one in use stays'),
  );
  const rooms = new StrangersRooms(strangersShare(config.requestMemoryMb, process.constrainedMemory()), count);
  const { http, ca, kms, explaining } = openGateway({
    config,
    store,
    seal,
    serverUrl,
    log,
    now,
    tls: tls?.options,
    tlsTrustPem: async () => tls?.trustPem(),
    room: rooms.of(0),
    generateKeyPair: (algorithm, requester) => keyStock.keyPair(algorithm, requester),
    refusedCalls,
    fetchKeySet: provider => keySets.get(provider),
    explaining: parts => explainingRoutes({ ...parts, publicUrl: serverUrl.public }),
  });

  await store.opened();
  await kms.instances.provide(now());

  const port = await listenForAll(http, config.listen, count);
  const url = serverUrl.listens(tls ? 'https' : 'http', port);
  let listenerTls = tls?.options;
  const threads = new GatewayThreads({
    entry: threadEntry(import.meta.url, './gateway-thread.js'),
    count: count - 1,
    start: async thread => {
      const share = await store.share();
      const data: ThreadData = {
        thread,
        threads: count,
        config: postedConfig(config),
        port,
        store: share,
        seal: seal.shared,
        tls: listenerTls,
        rooms: rooms.posted,
        explained: explaining.map(route => route.path),
      };
      return { data, transfer: portsOf(share) };
    },
    offers: {
      log: lines => logTo.write(lines),
      page: pagesFor(explaining),
      takeKey: keysFor(keyStock),
      tlsTrustPem: async () => tls?.trustPem(),
      isFirstRefusal: record => refusedCalls.isFirst(record),
      countRefusal: record => refusedCalls.count(record),
      fetchKeySet: provider => keySets.get(provider),
    },
    reclaim: thread => rooms.reclaim(thread),
    onDeath: (thread, reason) =>
      log.error({ thread, reason }, 'a thread that answers requests has died; another takes its place'),
  });

  const jobs: readonly Job[] = [
    ...(tls
      ? [
          tls.renewal(renewed => {
            (http.server as HttpsServer).setSecureContext(renewed);
            listenerTls = renewed;
            threads.renewTls(renewed);
          }),
        ]
      : []),
    keyStock.job(report('a key could not be made ahead')),
    keepListsCurrent(ca.revocationLists, now, report('a revocation list could not be signed')),
    ca
      .pendingIssuance({
        commit: change => store.commit(change),
        now,
        onFault: report('a certificate could not be issued in the background'),
        intervalMs: issuingIntervalMs,
      })
      .job(),
    kms
      .secretDeletion({
        erase: () => store.eraseDeleted(),
        passed: certainTime(now),
        onFault: report('a secret could not be deleted on the date that was set for it'),
      })
      .job(),
    kms
      .rotationJob({
        now,
        record: outcome => audit.recordStep(rotationRecord(outcome, config.region)),
        onFailure: ({ secret, kind, failure }) =>
          log.error(
            { ...secretNamed(secret), kind, failure },
            'the credentials of a secret could not be rotated; the next attempt comes by itself',
          ),
        onFault: report('rotation of secrets failed inside the server'),
      })
      .job(),
    purging(store, report('expired records could not be removed')),
    kms
      .keyDeletion({
        commit: change => store.commit(change),
        erase: () => store.eraseDeleted(),
        passed: certainTime(now),
        onDeleted: key => log.info(key, 'a key was deleted on the date that was set for it'),
        onFault: report('a key could not be deleted on the date that was set for it'),
      })
      .job(),
    kms
      .materialExpiry({
        commit: change => store.commit(change),
        erase: () => store.eraseDeleted(),
        passed: certainTime(now),
        now,
        onFault: report('imported material could not be taken away when it had expired'),
      })
      .job(),
    kms
      .keyRotation({
        commit: change => store.commit(change),
        now,
        onFault: report('a key did not get its next version'),
      })
      .job(),
  ];
  for (const job of jobs) job.start();

  return {
    url,
    store,
    threads,
    createAccount: async name => {
      const rootAccessKey = await createAccount(identities, seal, randomIdentifiers, name, now());
      await kms.instances.provide(now());
      return rootAccessKey;
    },
    stop: async graceMs => {
      const late = setTimeout(() => http.server.closeAllConnections(), graceMs);
      await Promise.all([http.close(), threads.stop(graceMs)]);
      clearTimeout(late);
      await Promise.all(jobs.map(job => job.stop()));
      await refusedCalls.close();
      await store.close();
      lock?.release();
    },
  };
}
