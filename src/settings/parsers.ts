/** How texts of settings are read. Each refuses with one sentence that names the setting and says what it must be. */
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { AddressBlocks } from '../access/address-blocks.js';
import { accessKeyKind, CLIENT_KEY_PREFIX, SESSION_KEY_PREFIX } from '../domain/access-key-ids.js';
import type { ThrottleMode } from '../gateway/limits.js';
import { SettingError } from './setting.js';

export type TlsMode =
  | { readonly kind: 'off' }
  | { readonly kind: 'auto' }
  | { readonly kind: 'files'; readonly certificateFile: string; readonly keyFile: string };

export interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

export function listenAddress(text: string, name: string): HostAndPort {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]]*)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  const host = match?.[1] ?? match?.[2];
  if (!host || port > 65535) {
    throw new SettingError(`${name} must be HOST:PORT, for example 127.0.0.1:8088; it is "${text}".`);
  }
  return { host, port };
}

/** Whether nothing but this machine can reach the host. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}

export function tlsMode(text: string, name: string): TlsMode {
  if (text === 'off' || text === 'auto') return { kind: text };
  const [certificateFile, keyFile, ...rest] = text.split(',');
  if (!certificateFile || !keyFile || rest.length > 0) {
    throw new SettingError(`${name} must be off, auto or CERT,KEY (two PEM files); it is "${text}".`);
  }
  return { kind: 'files', certificateFile: resolve(certificateFile), keyFile: resolve(keyFile) };
}

export function postgresUrl(text: string, name: string): string {
  if (/^postgres(ql)?:\/\//.test(text)) return text;
  // The value is not repeated: a mistyped URL may still hold a password.
  throw new SettingError(`${name} must be a postgres:// URL; leave it out for SQLite in the data directory.`);
}

export function regionId(text: string, name: string): string {
  if (/^[a-z0-9-]{1,32}$/.test(text)) return text;
  throw new SettingError(`${name} must be a region id such as cn-hangzhou; it is "${text}".`);
}

export function throttleMode(text: string, name: string): ThrottleMode {
  if (text === 'off') return 'off';
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new SettingError(`${name} must be off or a whole number of calls a second; it is "${text}".`);
}

/** Without a slash at its end. */
export function httpUrl(text: string, name: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username) {
    throw new SettingError(`${name} must be an http or https URL without query; it is "${text}".`);
  }
  return text.replace(/\/+$/, '');
}

export function addressBlocks(text: string, name: string): AddressBlocks {
  const blocks = new AddressBlocks();
  for (const entry of text.split(',')) {
    if (!blocks.add(entry.trim())) {
      throw new SettingError(
        `${name} must be IP addresses and CIDR blocks with commas between them, such as 10.0.0.7,192.168.0.0/24; one is "${entry.trim()}".`,
      );
    }
  }
  return blocks;
}

export function accessKeyId(text: string, name: string): string {
  if (/^[A-Za-z0-9._-]{8,128}$/.test(text) && accessKeyKind(text) === 'lasting') return text;
  throw new SettingError(
    `${name} must be 8 to 128 letters, digits, ".", "_" or "-", not starting with ${SESSION_KEY_PREFIX} or ${CLIENT_KEY_PREFIX}`,
  );
}

/** The value is not repeated: it is a secret. */
export function accessKeySecret(text: string, name: string): string {
  if (/^[\x21-\x7e]{16,128}$/.test(text)) return text;
  throw new SettingError(`${name} must be 16 to 128 printable ASCII characters without spaces.`);
}

/** @param unit `days`, for the message */
export function wholeNumber(least: number, most: number, unit = ''): (text: string, name: string) => number {
  return (text, name) => {
    const number = Number(text);
    if (/^(?:0|[1-9]\d{0,9})$/.test(text) && number >= least && number <= most) return number;
    const what = unit === '' ? 'a whole number' : `a whole number of ${unit}`;
    throw new SettingError(`${name} must be ${what} from ${least} to ${most}; it is "${text}".`);
  };
}

export function oneOf<const Value extends string>(values: readonly Value[]): (text: string, name: string) => Value {
  return (text, name) => {
    const found = values.find(it => it === text);
    if (found !== undefined) return found;
    throw new SettingError(`${name} must be ${values.join(' or ')}; it is "${text}".`);
  };
}

export function trueOrFalse(text: string, name: string): boolean {
  return oneOf(['true', 'false'])(text, name) === 'true';
}

export function countryCode(text: string, name: string): string {
  if (/^[A-Z]{2}$/.test(text)) return text;
  throw new SettingError(`${name} must be two capital letters (ISO 3166-1); it is "${text}".`);
}
