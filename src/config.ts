/**
 * Every setting of the server, its default and why, in one frozen object. The table in the README is this one.
 * A wrong setting is a `SettingError`: one sentence that names it, and nothing has been written yet.
 */
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { AddressBlocks } from './access/address-blocks.js';
import { type OcspMode, ocspModes } from './ca/settings.js';

export type TlsMode =
  | { readonly kind: 'off' }
  | { readonly kind: 'auto' }
  | { readonly kind: 'files'; readonly certificateFile: string; readonly keyFile: string };

/** `declared`: the operations' own numbers. A number: that many calls a second for every operation. */
export type ThrottleMode = 'declared' | 'off' | number;

export interface Config {
  readonly dataDirectory: string;
  readonly listen: { readonly host: string; readonly port: number };
  /** A PostgreSQL URL, or undefined for SQLite in the data directory. */
  readonly storeUrl: string | undefined;
  readonly sqliteFile: string;
  readonly tls: TlsMode;
  readonly region: string;
  readonly throttle: ThrottleMode;
  /** Proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed. None by default: anybody can send the headers. */
  readonly trustedProxies: AddressBlocks;
  /** What CRL addresses in certificates start with; undefined: from the address the server listens on. */
  readonly publicUrl: string | undefined;
  readonly rootAccessKey: { readonly id: string; readonly secret: string } | undefined;
  /** PBKDF2 iterations around a private key that is handed out. 600,000 is OWASP's figure for HMAC-SHA-256 (2023). */
  readonly pbkdf2Iterations: number;
  /** Whether signatures of the Node V4 client are accepted, which are computed over damaged keys (gateway.md section 5). */
  readonly allowLossyV4: boolean;
  readonly logLevel: 'info' | 'silent';
  /** Whether RSA keys of 1024 bits are made. The API has them and old callers ask for them; current TLS stacks refuse them. */
  readonly rsa1024Allowed: boolean;
  /** RSA key pairs of each size that are made ahead in idle time: 32 cost some seconds of one core and 60 kB, and serve a burst. */
  readonly rsaKeysAhead: number;
  /** Days that a certificate is valid where the call does not say. */
  readonly defaultDays: number;
  /** Days that the CRLs of root CAs are valid; undefined: roots publish none, since no call can ask for it. */
  readonly rootCrlDays: number | undefined;
  /** Entries beyond which a revocation list also comes in parts and with a delta: 10,000 take 350 KB, loaded for each check. */
  readonly crlSplitAbove: number;
  /** Which certificates carry the addresses of OCSP and of their issuer's certificate; why is said in ca/revocation/status-addresses.ts. */
  readonly ocsp: OcspMode;
  /** Country in subjects where the call names none; the cloud's is CN. */
  readonly defaultCountry: string;
  /**
   * MB of requests, headers and bodies, that are not answered yet. Nobody is known while they come, so this is what strangers can
   * take. Undefined: 64, or an eighth of what the process may have where that is less.
   */
  readonly requestMemoryMb: number | undefined;
}

/** What the command line gives; each also has an environment variable, and the command line wins. */
export interface Settings {
  readonly data?: string;
  readonly listen?: string;
  readonly store?: string;
  readonly tls?: string;
  readonly region?: string;
  readonly throttle?: string;
  readonly publicUrl?: string;
  readonly ocsp?: string;
  readonly trustProxy?: string;
  readonly allowHttp?: boolean;
}

export class SettingError extends Error {}

/** The settings in force. Throws `SettingError`. */
export function loadConfig(flags: Settings, variables: Readonly<Record<string, string | undefined>>): Config {
  const settings = withoutEmpty(flags);
  const environment = withoutEmpty(variables);
  const dataDirectory = resolve(settings.data ?? environment.CHANCERY_DATA ?? './chancery-data');
  const listen = parseListen(settings.listen ?? environment.CHANCERY_LISTEN ?? '127.0.0.1:8088');
  const tlsText = settings.tls ?? environment.CHANCERY_TLS;
  const tls = parseTls(tlsText, isLoopback(listen.host));
  const allowHttp = settings.allowHttp ?? parseSwitch('CHANCERY_ALLOW_HTTP', environment.CHANCERY_ALLOW_HTTP);
  if (tls.kind === 'off' && !isLoopback(listen.host) && !allowHttp) {
    throw new SettingError(
      `--listen ${listen.host} is reachable from other machines: choose --tls auto or --tls CERT,KEY, or add --allow-http if a proxy in front ends TLS.`,
    );
  }
  // Without --tls the server would listen with TLS, and whoever says --allow-http seems to expect that it does not.
  if (allowHttp && tlsText === undefined && tls.kind !== 'off') {
    throw new SettingError(
      `--allow-http allows --tls off and does not choose it: beyond this machine (--listen ${listen.host}) the server speaks TLS with a certificate of its own. Add --tls off to listen without TLS, or leave --allow-http out.`,
    );
  }
  return Object.freeze({
    dataDirectory,
    listen,
    storeUrl: parseStore(settings.store ?? environment.CHANCERY_STORE),
    sqliteFile: join(dataDirectory, 'chancery.db'),
    tls,
    region: parseRegion(settings.region ?? environment.CHANCERY_REGION ?? 'cn-hangzhou'),
    throttle: parseThrottle(settings.throttle ?? environment.CHANCERY_THROTTLE),
    publicUrl: parsePublicUrl(settings.publicUrl ?? environment.CHANCERY_PUBLIC_URL),
    trustedProxies: parseProxies(settings.trustProxy ?? environment.CHANCERY_TRUST_PROXY),
    rootAccessKey: parseRootAccessKey(environment),
    pbkdf2Iterations: parseIterations(environment.CHANCERY_PBKDF2_ITERATIONS),
    allowLossyV4: parseSwitch('CHANCERY_ALLOW_LOSSY_V4', environment.CHANCERY_ALLOW_LOSSY_V4),
    logLevel: parseLog(environment.CHANCERY_LOG),
    rsa1024Allowed: parseSwitch('CHANCERY_ALLOW_RSA_1024', environment.CHANCERY_ALLOW_RSA_1024, true),
    rsaKeysAhead: parseKeysAhead(environment.CHANCERY_RSA_KEYS_AHEAD),
    defaultDays: parseDays('CHANCERY_DEFAULT_DAYS', environment.CHANCERY_DEFAULT_DAYS, 36_500) ?? 365,
    rootCrlDays: parseDays('CHANCERY_ROOT_CRL_DAYS', environment.CHANCERY_ROOT_CRL_DAYS, 365),
    crlSplitAbove: parseEntries('CHANCERY_CRL_SPLIT_ABOVE', environment.CHANCERY_CRL_SPLIT_ABOVE) ?? 10_000,
    ocsp: parseOcsp(settings.ocsp ?? environment.CHANCERY_OCSP),
    defaultCountry: parseCountry(environment.CHANCERY_DEFAULT_COUNTRY ?? 'CN'),
    requestMemoryMb: parseRequestMemory(environment.CHANCERY_REQUEST_MEMORY_MB),
  });
}

/** An empty setting is one that somebody wanted to be without. */
function withoutEmpty<Given extends object>(given: Given): Given {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')) as Given;
}

function parseListen(text: string): Config['listen'] {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]]*)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  const host = match?.[1] ?? match?.[2];
  if (!host || port > 65535) {
    throw new SettingError(`--listen must be HOST:PORT, for example 127.0.0.1:8088; it is "${text}".`);
  }
  return { host, port };
}

/** Whether nothing but this machine can reach the host. */
function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}

function parseTls(text: string | undefined, loopback: boolean): TlsMode {
  if (text === undefined) return { kind: loopback ? 'off' : 'auto' };
  if (text === 'off' || text === 'auto') return { kind: text };
  const [certificateFile, keyFile, ...rest] = text.split(',');
  if (!certificateFile || !keyFile || rest.length > 0) {
    throw new SettingError(`--tls must be off, auto or CERT,KEY (two PEM files); it is "${text}".`);
  }
  return { kind: 'files', certificateFile: resolve(certificateFile), keyFile: resolve(keyFile) };
}

function parseStore(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (/^postgres(ql)?:\/\//.test(text)) return text;
  // The value is not repeated: a mistyped URL may still hold a password.
  throw new SettingError('--store must be a postgres:// URL; leave it out for SQLite in the data directory.');
}

function parseRegion(text: string): string {
  if (/^[a-z0-9-]{1,32}$/.test(text)) return text;
  throw new SettingError(`--region must be a region id such as cn-hangzhou; it is "${text}".`);
}

function parseThrottle(text: string | undefined): ThrottleMode {
  if (text === undefined) return 'declared';
  if (text === 'off') return 'off';
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new SettingError(`--throttle must be off or a whole number of calls a second; it is "${text}".`);
}

function parsePublicUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username) {
    throw new SettingError(`--public-url must be an http or https URL without query; it is "${text}".`);
  }
  return text.replace(/\/+$/, '');
}

function parseProxies(text: string | undefined): AddressBlocks {
  const proxies = new AddressBlocks();
  for (const entry of text?.split(',') ?? []) {
    if (!proxies.add(entry.trim())) {
      throw new SettingError(
        `--trust-proxy must be IP addresses and CIDR blocks with commas between them, such as 10.0.0.7,192.168.0.0/24; one is "${entry.trim()}".`,
      );
    }
  }
  return proxies;
}

function parseRootAccessKey(environment: Readonly<Record<string, string | undefined>>): Config['rootAccessKey'] {
  const id = environment.CHANCERY_ROOT_ACCESS_KEY_ID;
  const secret = environment.CHANCERY_ROOT_ACCESS_KEY_SECRET;
  if (!id && !secret) return undefined;
  if (!id || !secret) {
    throw new SettingError(
      'CHANCERY_ROOT_ACCESS_KEY_ID and CHANCERY_ROOT_ACCESS_KEY_SECRET go together; one is missing.',
    );
  }
  if (!/^[A-Za-z0-9._-]{8,128}$/.test(id) || /^(STS|KAAP)\./.test(id)) {
    throw new SettingError(
      'CHANCERY_ROOT_ACCESS_KEY_ID must be 8 to 128 letters, digits, ".", "_" or "-", not starting with STS. or KAAP.',
    );
  }
  if (!/^[\x21-\x7e]{16,128}$/.test(secret)) {
    throw new SettingError(
      'CHANCERY_ROOT_ACCESS_KEY_SECRET must be 16 to 128 printable ASCII characters without spaces.',
    );
  }
  return { id, secret };
}

function parseIterations(text: string | undefined): number {
  if (text === undefined) return 600_000;
  const iterations = Number(text);
  if (/^\d{4,8}$/.test(text) && iterations >= 2048 && iterations <= 10_000_000) return iterations;
  throw new SettingError(`CHANCERY_PBKDF2_ITERATIONS must be between 2048 and 10000000; it is "${text}".`);
}

function parseSwitch(name: string, text: string | undefined, otherwise = false): boolean {
  if (text === undefined) return otherwise;
  if (text === 'true' || text === 'false') return text === 'true';
  throw new SettingError(`${name} must be true or false; it is "${text}".`);
}

function parseKeysAhead(text: string | undefined): number {
  if (text === undefined) return 32;
  if (/^\d{1,4}$/.test(text) && Number(text) <= 1000) return Number(text);
  throw new SettingError(`CHANCERY_RSA_KEYS_AHEAD must be a whole number from 0 to 1000; it is "${text}".`);
}

function parseDays(name: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= most) return Number(text);
  throw new SettingError(`${name} must be a whole number of days from 1 to ${most}; it is "${text}".`);
}

function parseEntries(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new SettingError(`${name} must be a whole number of entries below ten million; it is "${text}".`);
}

function parseOcsp(text: string | undefined): OcspMode {
  const mode = text === undefined ? 'with-crl' : ocspModes.find(it => it === text);
  if (mode !== undefined) return mode;
  throw new SettingError(`--ocsp must be one of ${ocspModes.join(', ')}; it is "${text}".`);
}

function parseCountry(text: string): string {
  if (/^[A-Z]{2}$/.test(text)) return text;
  throw new SettingError(`CHANCERY_DEFAULT_COUNTRY must be two capital letters (ISO 3166-1); it is "${text}".`);
}

/** Less would not take a few of the longest requests at once. */
function parseRequestMemory(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,4}$/.test(text) && Number(text) >= 8) return Number(text);
  throw new SettingError(`CHANCERY_REQUEST_MEMORY_MB must be a whole number from 8 to 99999; it is "${text}".`);
}

function parseLog(text: string | undefined): Config['logLevel'] {
  if (text === undefined || text === 'info') return 'info';
  if (text === 'silent') return 'silent';
  throw new SettingError(`CHANCERY_LOG must be info or silent; it is "${text}".`);
}
