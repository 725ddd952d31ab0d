/**
 * The configuration that is in force, from the command line and the environment (settings/settings.ts says what there is), in one
 * frozen object. A wrong setting is a `SettingError`, and nothing has been written yet.
 */
import { join, resolve } from 'node:path';
import { AddressBlocks } from './access/address-blocks.js';
import { isLoopback, type TlsMode } from './settings/parsers.js';
import { type Flags, type Setting, SettingError, type Variables, valueInForce } from './settings/setting.js';
import { settings } from './settings/settings.js';

type Settings = typeof settings;
type ValueOf<Name extends keyof Settings> = Settings[Name] extends Setting<infer Value> ? Value : never;

export interface Config
  extends Readonly<{
    [Name in Exclude<keyof Settings, 'data' | 'store' | 'tls' | 'allowHttp' | `rootAccessKey${string}`>]: ValueOf<Name>;
  }> {
  readonly dataDirectory: string;
  readonly sqliteFile: string;
  /** A PostgreSQL URL, or undefined for SQLite in the data directory. */
  readonly storeUrl: string | undefined;
  readonly tls: TlsMode;
  readonly rootAccessKey: { readonly id: string; readonly secret: string } | undefined;
}

/** What each thread that answers requests has to know; the account of the first start is the main thread's matter. */
export type ThreadConfig = Omit<Config, 'rootAccessKey'>;

/** The configuration as it can be posted to another thread. */
export interface PostedConfig {
  readonly plain: Omit<ThreadConfig, 'trustProxy'>;
  readonly trustProxy: readonly string[];
}

export function postedConfig({ rootAccessKey, trustProxy, ...plain }: Config): PostedConfig {
  return { plain, trustProxy: trustProxy.entries };
}

export function configOf({ plain, trustProxy }: PostedConfig): ThreadConfig {
  return { ...plain, trustProxy: AddressBlocks.of(trustProxy) };
}

/** The settings in force. Throws `SettingError`. */
export function loadConfig(flags: Flags, variables: Variables): Config {
  const given = Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => [
      name,
      valueInForce(setting as Setting<unknown>, flags, variables),
    ]),
  ) as { [Name in keyof Settings]: ValueOf<Name> };
  const { data, store, tls: asked, allowHttp, rootAccessKeyId, rootAccessKeySecret, ...rest } = given;
  const dataDirectory = resolve(data);
  return Object.freeze({
    ...rest,
    dataDirectory,
    sqliteFile: join(dataDirectory, 'chancery.db'),
    storeUrl: store,
    tls: tlsInForce(asked, allowHttp, rest.listen.host),
    rootAccessKey: pairOf(rootAccessKeyId, rootAccessKeySecret),
  });
}

function tlsInForce(asked: TlsMode | undefined, allowHttp: boolean, host: string): TlsMode {
  const tls = asked ?? { kind: isLoopback(host) ? 'off' : 'auto' };
  if (tls.kind === 'off' && !isLoopback(host) && !allowHttp) {
    throw new SettingError(
      `--listen ${host} is reachable from other machines: choose --tls auto or --tls CERT,KEY, or add --allow-http if a proxy in front ends TLS.`,
    );
  }
  // Without --tls the server would listen with TLS, and an administrator who gives --allow-http seems to expect that it does not.
  if (allowHttp && asked === undefined && tls.kind !== 'off') {
    throw new SettingError(
      `--allow-http allows --tls off and does not choose it: beyond this machine (--listen ${host}) the server speaks TLS with a certificate of its own. Add --tls off to listen without TLS, or leave --allow-http out.`,
    );
  }
  return tls;
}

function pairOf(id: string | undefined, secret: string | undefined): Config['rootAccessKey'] {
  if (id === undefined && secret === undefined) return undefined;
  if (id === undefined || secret === undefined) {
    throw new SettingError(
      'CHANCERY_ROOT_ACCESS_KEY_ID and CHANCERY_ROOT_ACCESS_KEY_SECRET go together; one is missing.',
    );
  }
  return { id, secret };
}
