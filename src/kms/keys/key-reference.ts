/** How a call names a key: by its id, by an alias, or by its ARN (wire/kms.md section 1.8). */
import { randomToken } from '../../crypto/random.js';

export type KeyReference =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'alias'; readonly alias: string }
  | { readonly kind: 'arn'; readonly region: string; readonly accountId: string; readonly id: string };

export const ALIAS_PREFIX = 'alias/';
const KEY_ARN = /^acs:kms:([^:]*):([^:]*):key\/(.+)$/;

/** Every text is a reference; one that names nothing is not found. */
export function keyReference(text: string): KeyReference {
  if (text.startsWith(ALIAS_PREFIX)) return { kind: 'alias', alias: text.slice(ALIAS_PREFIX.length) };
  const [, region, accountId, id] = KEY_ARN.exec(text) ?? [];
  if (region !== undefined && accountId !== undefined && id !== undefined)
    return { kind: 'arn', region, accountId, id };
  return { kind: 'id', id: text };
}

const BASE_36 = '0123456789abcdefghijklmnopqrstuvwxyz';

/**
 * `key-`, three letters and 18 characters, as the cloud's ids look: the first eight are the second in which the key is made, so that later
 * ids come after earlier ones in an index, and the rest is random.
 */
export function newKeyId(now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000) % 2 ** 32;
  return `key-hzz${seconds.toString(16).padStart(8, '0')}${randomToken(10, BASE_36)}`;
}

export const keyArn = (region: string, accountId: string, keyId: string): string =>
  `acs:kms:${region}:${accountId}:key/${keyId}`;
