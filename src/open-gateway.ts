/**
 * What answers requests: domains, operations, gateway and HTTP on one store. Each thread of a server has one; main.ts and gateway-thread.ts hand in what is
 * theirs, and what there is once in a server.
 */
import { fileURLToPath } from 'node:url';
import { catalogueOf } from './api/catalogue.js';
import { type Ca, openCa } from './ca/ca.js';
import type { GenerateKeyPair } from './ca/key-pair.js';
import { accessKeyCallers } from './callers/access-keys.js';
import { callersFrom } from './callers/callers.js';
import { clientKeyCallers } from './callers/client-keys.js';
import { instanceCallers } from './callers/instance-client-keys.js';
import { sessionCallers } from './callers/sessions.js';
import { vouchedCallers } from './callers/vouched.js';
import type { ThreadConfig } from './config.js';
import type { Log } from './domain/log.js';
import { openExplanations } from './explanations/open.js';
import { CONSOLE_PATH, hasConsole } from './gateway/console-files.js';
import type { Gateway } from './gateway/gateway.js';
import { type HttpParts, type HttpServer, httpServer } from './gateway/http.js';
import type { RefusedCallCounts } from './gateway/ledger.js';
import { hourlyTaker, limitsOf } from './gateway/limits.js';
import type { PublicRoute } from './gateway/public-pages.js';
import type { FetchKeySet } from './identity/federation/key-sets.js';
import { openIdentity } from './identity/identity.js';
import { type Kms, openKms } from './kms/kms.js';
import { responderRoutes } from './public-routes.js';
import { rotators } from './rotators/rotators.js';
import type { Seal } from './seal/seal.js';
import type { ServerUrl } from './server-url.js';
import { signInRecords } from './sign-in-records.js';
import type { Catalogue } from './spec/catalogue.js';
import type { LoadingCatalogue } from './spec/loading-catalogue.js';
import { caRecords } from './store/ca.js';
import { IdempotencyTokens } from './store/idempotency-tokens.js';
import { identityStore } from './store/identity.js';
import { kmsStore } from './store/kms.js';
import type { Store } from './store/store.js';
import type { ListenerTls } from './tls/server-tls.js';

export interface GatewayParts {
  readonly config: ThreadConfig;
  readonly store: Store;
  readonly seal: Seal;
  readonly serverUrl: ServerUrl;
  readonly log: Log;
  readonly now: () => Date;
  readonly tls: ListenerTls | undefined;
  /** What clients have to trust to reach this server over TLS, as PEM; undefined where it listens without TLS. */
  readonly tlsTrustPem: () => Promise<string | undefined>;
  readonly room: HttpParts['room'];
  /** From the stock of the server, or made now. */
  readonly generateKeyPair: GenerateKeyPair;
  /** Counted for all threads together. */
  readonly refusedCalls: RefusedCallCounts;
  /** The keys of an issuer of tokens, fetched for all threads together. */
  readonly fetchKeySet: FetchKeySet;
  /** What explains the API. */
  readonly explaining: (parts: {
    catalogue: () => Promise<Catalogue>;
    consolePath: string | undefined;
  }) => readonly PublicRoute[];
}

export interface OpenGateway {
  readonly http: HttpServer;
  readonly ca: Ca;
  readonly kms: Kms;
  readonly explaining: readonly PublicRoute[];
}

/** Everything but listening, and the work that nobody asks for. */
export function openGateway(parts: GatewayParts): OpenGateway {
  const { config, store, seal, serverUrl, log, now, generateKeyPair } = parts;
  const identity = openIdentity(
    identityStore(store),
    seal,
    undefined,
    (provider, err) => log.warn({ provider, err }, 'the keys of an OIDC provider could not be had'),
    parts.fetchKeySet,
  );
  const kms = openKms(
    kmsStore(store),
    seal,
    config.region,
    generateKeyPair,
    rotators(identity, kmsStore(store).targets, seal),
  );
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
  const accessExplanations = openExplanations(identityStore(store), kmsStore(store), config.region, async permission =>
    (await catalogue.whole()).isShareable(permission),
  );
  const catalogue: LoadingCatalogue = catalogueOf({
    cas: ca,
    kms: {
      ...kms,
      tlsTrustPem: parts.tlsTrustPem,
      takeRotation: hourlyTaker('RotateSecret', config.throttle, store.throttle),
    },
    kmsInstance: kms,
    ram: identity,
    sts: identity,
    ims: identity,
    resourceManager: identity,
    chancery: { accessExplanations },
  });
  const ofClientKeys = {
    credentials: kms.clientKeyCredentials,
    grants: kms.accessPointGrants,
    generations: store.generations,
  };
  const gateway: Gateway = {
    catalogue,
    callers: callersFrom(
      {
        lasting: accessKeyCallers(identity),
        'client-key': clientKeyCallers(ofClientKeys),
        session: sessionCallers(identity),
      },
      {
        findForInstance: instanceCallers({ ...ofClientKeys, instances: kms.instances }),
        findVouched: vouchedCallers(identity.oidcSignIn),
      },
    ),
    limits: limitsOf(config.throttle, store.throttle),
    ledger: {
      nonces: store.nonces,
      tokens: new IdempotencyTokens(store),
      audit: store.audit,
      refusedCalls: parts.refusedCalls,
      commit: change => store.commit(change),
    },
    site: {
      region: config.region,
      allowLossyV4: config.allowLossyV4,
      publicUrl: serverUrl.publicFor,
      now,
      sealDiagnosis: (accountId, diagnosis, at) => identity.diagnoses.write(accountId, diagnosis, at),
      reportFault: (requestId, fault) => log.error({ requestId, err: fault }, 'a call failed inside the server'),
    },
  };
  const signIns = identity.signIns({
    take: (key, size, nowMs) => store.throttle.take(key, size, nowMs),
    ...signInRecords(gateway.ledger),
  });
  const built = fileURLToPath(new URL('../dist-console', import.meta.url));
  const consoleDirectory = hasConsole(built) ? built : undefined;
  const explaining = parts.explaining({ catalogue: catalogue.whole, consolePath: consoleDirectory && CONSOLE_PATH });
  const http = httpServer({
    gateway,
    homePage: '/reference/',
    publicRoutes: [...responderRoutes({ store, ca, signIns, now }), ...explaining],
    consoleDirectory,
    trustedProxies: config.trustProxy,
    room: parts.room,
    log,
    tls: parts.tls,
  });
  return { http, ca, kms, explaining };
}
