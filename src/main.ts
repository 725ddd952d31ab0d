/**
 * The server, put together: config, seal, store, domains, operations, gateway, listen. Read it first; nothing else sees all of it.
 */
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type DestinationStream, pino } from 'pino';
import { catalogueOf } from './api/catalogue.js';
import { openCa } from './ca/ca.js';
import { keepListsCurrent } from './ca/revocation/keep-current.js';
import { accessKeyCallers } from './callers/access-keys.js';
import { callersFrom } from './callers/callers.js';
import { clientKeyCallers } from './callers/client-keys.js';
import { sessionCallers } from './callers/sessions.js';
import type { Config } from './config.js';
import type { Algorithm } from './crypto/algorithm.js';
import { openDataDirectory, refuseEmptyDatabase } from './data-directory.js';
import type { Job } from './domain/repeatedly.js';
import type { Requester } from './domain/requester.js';
import { UnsafeFileError } from './files/private-file.js';
import { CONSOLE_PATH, hasConsole } from './gateway/console-files.js';
import type { Gateway } from './gateway/gateway.js';
import { httpServer } from './gateway/http.js';
import { limitsOf } from './gateway/limits.js';
import { RefusedCalls } from './gateway/refused-calls.js';
import { strangersShare } from './gateway/strangers-share.js';
import { createAccount, type RootAccessKey } from './identity/accounts/accounts.js';
import { ensureAccount, FirstStartError } from './identity/accounts/first-start.js';
import { randomIdentifiers } from './identity/identifiers.js';
import { openIdentity } from './identity/identity.js';
import { clientKeyAlgorithm } from './kms/access-points/client-keys.js';
import { openKms } from './kms/kms.js';
import { publicRoutes } from './public-routes.js';
import { prepareReference } from './reference/prepare.js';
import { KeyStock } from './seal/key-stock.js';
import { SealError } from './seal/seal.js';
import { openKeyFileSeal } from './seal/seal-check.js';
import { ServerUrl } from './server-url.js';
import { StartError } from './start-error.js';
import { StoredAuditLog } from './store/audit-log.js';
import { caRecords } from './store/ca.js';
import { IdempotencyTokens } from './store/idempotency-tokens.js';
import { identityStore } from './store/identity.js';
import { kmsStore } from './store/kms.js';
import { openStore } from './store/open-store.js';
import { purging } from './store/purge.js';
import { RequestNonces } from './store/request-nonces.js';
import { StoredSettings } from './store/settings.js';
import type { ServerLock } from './store/sqlite/server-lock.js';
import type { Store } from './store/store.js';
import { StoreError } from './store/store-error.js';
import { serverTls } from './tls/server-tls.js';

export interface RunningServer {
  /** `http://127.0.0.1:8088`, with the port it got. */
  readonly url: string;
  readonly store: Store;
  /** Makes a further account with a root AccessKey of its own. No operation does that. */
  createAccount(name: string): Promise<RootAccessKey>;
  /** Makes the API descriptions and the largest pages ahead, which otherwise their first reader waits for. */
  preparePages(): Promise<void>;
  /** Finishes the requests under way, at most for this long, and closes the store. */
  stop(graceMs: number): Promise<void>;
}

export interface ServerOutput {
  /** Where log lines go. */
  readonly logTo: DestinationStream;
  /** The clock; tests set it. */
  readonly now?: () => Date;
  /** How often it looks for certificates to issue in the background; tests set it. */
  readonly issuingIntervalMs?: number | undefined;
}

/** Starts a server and resolves when it answers. Rejects with `StartError` for what the administrator can mend. */
export async function startServer(config: Config, output: ServerOutput): Promise<RunningServer> {
  let lock: ServerLock | undefined;
  try {
    lock = await openDataDirectory(config);
    return await start(config, output, lock);
  } catch (fault) {
    lock?.release();
    const mendable = [SealError, FirstStartError, StoreError, UnsafeFileError].some(kind => fault instanceof kind);
    if (mendable && fault instanceof Error)
      throw new StartError(`chancery cannot start: ${fault.message}`, { cause: fault });
    throw fault;
  }
}

async function start(
  config: Config,
  { logTo, now = () => new Date(), issuingIntervalMs }: ServerOutput,
  lock: ServerLock | undefined,
): Promise<RunningServer> {
  const log = pino({ level: config.log, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, logTo);
  const store = await openStore(config.storeUrl ? { url: config.storeUrl } : { sqliteFile: config.sqliteFile });
  try {
    await refuseEmptyDatabase(config, store);
    await store.migrate();
  } catch (fault) {
    await store.close();
    throw fault;
  }
  const seal = await openKeyFileSeal(config.dataDirectory, new StoredSettings(store));

  const identities = identityStore(store);
  await ensureAccount(identities, seal, {
    rootAccessKeyId: config.rootAccessKey?.id,
    rootAccessKeySecret: config.rootAccessKey?.secret,
    dataDir: config.dataDirectory,
    now: now(),
  });

  const serverUrl = new ServerUrl(config.listen.host, config.publicUrl);
  const identity = openIdentity(identities, seal);
  // Client keys are of this size, and so is what the CA makes where a call names no other: made before anybody has asked.
  const keyStock = new KeyStock(seal, config.rsaKeysAhead, [clientKeyAlgorithm]);
  const generateKeyPair = (algorithm: Algorithm, requester: Requester) => keyStock.keyPair(algorithm, requester);
  const kms = openKms(kmsStore(store), seal, config.region, generateKeyPair);
  await kms.instances.provide(now());
  const ca = openCa(
    caRecords(store),
    seal,
    {
      publicUrl: serverUrl.public,
      pbkdf2Iterations: config.pbkdf2Iterations,
      rsa1024Allowed: config.rsa1024Allowed,
      defaultDays: config.defaultDays,
      rootCrlDays: config.rootCrlDays,
      crlSplitAbove: config.crlSplitAbove,
      ocsp: config.ocsp,
      subjectDefaults: { country: config.defaultCountry },
    },
    generateKeyPair,
  );
  const tls = await serverTls(
    { mode: config.tls, dataDirectory: config.dataDirectory, host: config.listen.host, publicUrl: config.publicUrl },
    seal,
    now,
    err => log.error({ err }, 'the TLS certificate could not be renewed; the one in use stays'),
  );
  const catalogue = catalogueOf({
    cas: ca,
    kms: { ...kms, tlsTrustPem: async () => tls?.trustPem() },
    ram: identity,
    sts: {},
  });

  const audit = new StoredAuditLog(store);
  const refusedCalls = new RefusedCalls(
    record => store.commit([audit.recordStep(record)]),
    err => log.error({ err }, 'refused calls could not be recorded; they stay counted'),
  );
  const gateway: Gateway = {
    catalogue,
    callers: callersFrom({
      lasting: accessKeyCallers(identity),
      'client-key': clientKeyCallers(kms.clientKeyCredentials),
      session: sessionCallers(),
    }),
    limits: limitsOf(catalogue, config.throttle, store.throttle),
    ledger: {
      nonces: new RequestNonces(store),
      tokens: new IdempotencyTokens(store),
      audit,
      refusedCalls,
      commit: change => store.commit(change),
    },
    site: {
      region: config.region,
      allowLossyV4: config.allowLossyV4,
      publicUrl: serverUrl.publicFor,
      now,
      reportFault: (requestId, fault) => log.error({ requestId, err: fault }, 'a call failed inside the server'),
    },
  };

  const built = fileURLToPath(new URL('../dist-console', import.meta.url));
  const consoleDirectory = hasConsole(built) ? built : undefined;
  const pages = publicRoutes({
    store,
    catalogue,
    ca,
    now,
    publicUrl: serverUrl.public,
    consolePath: consoleDirectory && CONSOLE_PATH,
  });
  const http = httpServer({
    gateway,
    homePage: '/reference/',
    publicRoutes: pages,
    consoleDirectory,
    trustedProxies: config.trustProxy,
    ...strangersShare(config.requestMemoryMb, process.constrainedMemory()),
    log,
    tls: tls?.options,
  });
  await http.listen({ host: config.listen.host, port: config.listen.port });
  const { port } = http.server.address() as AddressInfo;
  const url = serverUrl.listens(tls ? 'https' : 'http', port);

  const report = (failure: string) => (err: unknown) => log.error({ err }, failure);
  const jobs: readonly Job[] = [
    ...(tls ? [tls.renewal(http.server)] : []),
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
    purging(store, report('expired records could not be removed')),
  ];
  for (const job of jobs) job.start();

  return {
    url,
    store,
    createAccount: async name => {
      const rootAccessKey = await createAccount(identities, seal, randomIdentifiers, name, now());
      await kms.instances.provide(now());
      return rootAccessKey;
    },
    preparePages: () => prepareReference(pages, catalogue),
    stop: async graceMs => {
      const late = setTimeout(() => http.server.closeAllConnections(), graceMs);
      await http.close();
      clearTimeout(late);
      await Promise.all(jobs.map(job => job.stop()));
      await refusedCalls.close();
      await store.close();
      lock?.release();
    },
  };
}
