/**
 * Every setting of the server, said once: `--help`, docs/settings.md, the README's table and the configuration come from here.
 * The order is that of the page: what most people set comes first.
 */
import { availableParallelism } from 'node:os';
import { AddressBlocks } from '../access/address-blocks.js';
import { defaultCaSettings, type OcspMode, ocspModes } from '../ca/settings.js';
import type { ThrottleMode } from '../gateway/limits.js';
import {
  accessKeyId,
  accessKeySecret,
  addressBlocks,
  countryCode,
  httpUrl,
  listenAddress,
  oneOf,
  postgresUrl,
  regionId,
  type TlsMode,
  throttleMode,
  tlsMode,
  trueOrFalse,
  wholeNumber,
} from './parsers.js';
import type { Setting } from './setting.js';

/** Lets each entry keep its own type of value, and the object the type of an entry. */
const setting = <Value>(declared: Setting<Value>): Setting<Value> => declared;

/** What a server with one thread needs to live among strangers, in bytes; a further thread takes some 50 MB, and its share of them. */
const THREAD_BYTES = 256 * 1024 * 1024;

function usualThreads(): number {
  // 0, or beyond any machine, where nothing bounds it.
  const bound = process.constrainedMemory();
  const fitting = bound > 0 ? Math.floor(bound / THREAD_BYTES) : Number.POSITIVE_INFINITY;
  return Math.max(1, Math.min(availableParallelism(), fitting));
}

export const settings = {
  data: setting<string>({
    flag: '--data DIR',
    variable: 'CHANCERY_DATA',
    default: './chancery-data',
    why: 'Where database, seal key and first credentials live. The directory is made with mode 0700.',
    common: true,
    parse: text => text,
  }),
  listen: setting({
    flag: '--listen HOST:PORT',
    variable: 'CHANCERY_LISTEN',
    default: '127.0.0.1:8088',
    why: 'To be reached from other machines. Port 0 takes a free one.',
    common: true,
    parse: listenAddress,
  }),
  store: setting<string | undefined>({
    flag: '--store URL',
    variable: 'CHANCERY_STORE',
    default: { words: 'SQLite in the data directory', value: undefined },
    why: '`postgres://…` for several servers behind a load balancer.',
    common: true,
    parse: postgresUrl,
  }),
  tls: setting<TlsMode | undefined>({
    flag: '--tls MODE',
    variable: 'CHANCERY_TLS',
    default: { words: '`off` on loopback, else `auto`', value: undefined },
    why: "`auto`: a certificate from a CA of the server's own, `DIR/tls/ca.pem`. `CERT,KEY`: two PEM files. `off`: no TLS.",
    common: true,
    parse: tlsMode,
  }),
  publicUrl: setting<string | undefined>({
    flag: '--public-url URL',
    variable: 'CHANCERY_PUBLIC_URL',
    default: { words: 'from `--listen`', value: undefined },
    why: 'What the addresses of CRLs, OCSP and CAs in certificates start with. Set it before you issue: certificates keep it.',
    common: true,
    parse: httpUrl,
  }),
  allowHttp: setting<boolean>({
    flag: '--allow-http',
    variable: 'CHANCERY_ALLOW_HTTP',
    default: 'false',
    why: 'Allows `--tls off` beyond loopback, behind a proxy that ends TLS.',
    parse: trueOrFalse,
  }),
  region: setting({
    flag: '--region ID',
    variable: 'CHANCERY_REGION',
    default: 'cn-hangzhou',
    why: 'The region in ARNs, as your policies write it.',
    parse: regionId,
  }),
  throttle: setting<ThrottleMode>({
    flag: '--throttle N|off',
    variable: 'CHANCERY_THROTTLE',
    default: { words: "the operations' own numbers", value: 'declared' },
    why: 'Calls a second for each user and operation. The cloud allows 10.',
    parse: throttleMode,
  }),
  ocsp: setting<OcspMode>({
    flag: '--ocsp MODE',
    variable: 'CHANCERY_OCSP',
    default: defaultCaSettings.ocsp,
    why: "Which certificates carry the addresses of OCSP and of their CA: `with-crl` (those that carry a CRL's), `always` or `off`.",
    parse: oneOf(ocspModes),
  }),
  trustProxy: setting<AddressBlocks>({
    flag: '--trust-proxy CIDR,…',
    variable: 'CHANCERY_TRUST_PROXY',
    // Anybody can send the headers.
    default: { words: 'none', value: new AddressBlocks() },
    why: 'Proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` say who calls: for `acs:SourceIp`, `acs:SecureTransport`, audit and log.',
    parse: addressBlocks,
  }),
  rootAccessKeyId: setting<string | undefined>({
    variable: 'CHANCERY_ROOT_ACCESS_KEY_ID',
    default: { words: 'random', value: undefined },
    why: 'At the first start: the root AccessKey is yours and is not written to a file. Goes with `CHANCERY_ROOT_ACCESS_KEY_SECRET`.',
    parse: accessKeyId,
  }),
  rootAccessKeySecret: setting<string | undefined>({
    variable: 'CHANCERY_ROOT_ACCESS_KEY_SECRET',
    default: { words: 'random', value: undefined },
    why: 'The secret of `CHANCERY_ROOT_ACCESS_KEY_ID`.',
    parse: accessKeySecret,
  }),
  threads: setting<number>({
    flag: '--threads N',
    variable: 'CHANCERY_THREADS',
    default: { words: 'one for each processor, and for each 256 MB of a container', value: usualThreads() },
    why: 'Threads that answer requests, each with its share of the connections. On systems that cannot share a port (macOS, Windows) there is one.',
    parse: wholeNumber(1, 64),
  }),
  pbkdf2Iterations: setting({
    variable: 'CHANCERY_PBKDF2_ITERATIONS',
    // OWASP's figure for HMAC-SHA-256 (2023).
    default: String(defaultCaSettings.pbkdf2Iterations),
    why: 'What it costs to guess the password around a private key that was handed out.',
    parse: wholeNumber(2048, 10_000_000),
  }),
  requestMemoryMb: setting<number | undefined>({
    variable: 'CHANCERY_REQUEST_MEMORY_MB',
    // Nobody is known while requests come, so this is what strangers can take.
    default: { words: '64, or a sixteenth of what a container has beyond 128 MB where that is less', value: undefined },
    why: 'MB of requests that are not answered yet, all together. Beyond that the one that has been arriving for longest gets 503. A fourth as much may be besides, in up to 128 connections for 64 MB.',
    // Less would not take a few of the longest requests at once.
    parse: wholeNumber(8, 99_999),
  }),
  rsaKeysAhead: setting({
    variable: 'CHANCERY_RSA_KEYS_AHEAD',
    // 32 cost some seconds of one core and 60 kB.
    default: '32',
    why: 'RSA key pairs of each size that are made in idle time, so that a burst is answered at once.',
    parse: wholeNumber(0, 1000),
  }),
  rsa1024Allowed: setting({
    variable: 'CHANCERY_ALLOW_RSA_1024',
    default: String(defaultCaSettings.rsa1024Allowed),
    why: '`false` refuses to make RSA keys of 1024 bits: the API has them, and current TLS stacks refuse to use them.',
    parse: trueOrFalse,
  }),
  allowLossyV4: setting({
    variable: 'CHANCERY_ALLOW_LOSSY_V4',
    default: 'false',
    why: '`true` accepts the ACS4 signatures of the Node SDK, whose keys are computed wrongly there.',
    parse: trueOrFalse,
  }),
  defaultDays: setting({
    variable: 'CHANCERY_DEFAULT_DAYS',
    default: String(defaultCaSettings.defaultDays),
    why: 'Days that a certificate is valid where the call does not say.',
    parse: wholeNumber(1, 36_500, 'days'),
  }),
  defaultCountry: setting({
    variable: 'CHANCERY_DEFAULT_COUNTRY',
    default: defaultCaSettings.subjectDefaults.country ?? 'CN',
    why: "The country in subjects where the call names none. CN is the cloud's.",
    parse: countryCode,
  }),
  rootCrlDays: setting<number | undefined>({
    variable: 'CHANCERY_ROOT_CRL_DAYS',
    // No call can ask for a CRL of a root.
    default: { words: 'none', value: undefined },
    why: 'Days that CRLs of root CAs are valid. Roots publish none unless it is set.',
    parse: wholeNumber(1, 365, 'days'),
  }),
  crlSplitAbove: setting({
    variable: 'CHANCERY_CRL_SPLIT_ABOVE',
    default: String(defaultCaSettings.crlSplitAbove),
    why: 'Entries beyond which a CRL also comes in parts and with a delta: 10,000 take 350 KB, which each check would load.',
    parse: wholeNumber(0, 9_999_999, 'entries'),
  }),
  log: setting<'info' | 'silent'>({
    variable: 'CHANCERY_LOG',
    default: 'info',
    why: '`silent` leaves the request log out.',
    parse: oneOf(['info', 'silent']),
  }),
} as const;

/** The settings in their order. */
export const allSettings: readonly Setting<unknown>[] = Object.values(settings);
