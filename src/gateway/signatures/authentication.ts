/**
 * What a request says of who signed it and what for, as read before any key is looked up. Whoever uses this folder
 * recognises a request, looks up the access key (and token) named here, and then has the signature verified.
 */
import { gatewayError } from '../gateway-error.js';
import type { V1Algorithm } from './v1.js';
import type { V3Algorithm } from './v3.js';
import type { V4Algorithm } from './v4.js';

interface Claims {
  readonly action: string;
  /** `yyyy-MM-dd` of an API version, unless the client sent something else. */
  readonly version: string;
  readonly accessKeyId: string;
  /** Of a temporary key. An empty one counts as absent. */
  readonly securityToken?: string;
  readonly timestamp: Date;
}

export interface V1Authentication extends Claims {
  readonly generation: 'V1';
  readonly algorithm: V1Algorithm;
  /** Old KMS pages omit it: `checkFreshness` says whether it may be absent. */
  readonly nonce?: string;
  /** Base64. */
  readonly signature: string;
}

/** V3 and V4 sign headers, among them these. */
export interface HeaderClaims extends Claims {
  readonly nonce: string;
  /** In lower case, in the order of the client's list. */
  readonly signedHeaders: readonly string[];
  /** Hex, as the client states it: not yet compared with the body. */
  readonly contentHash: string;
  /** Hex. */
  readonly signature: string;
}

export interface V3Authentication extends HeaderClaims {
  readonly generation: 'V3';
  readonly algorithm: V3Algorithm;
}

export interface V4Authentication extends HeaderClaims {
  readonly generation: 'V4';
  readonly algorithm: V4Algorithm;
  readonly scope: { readonly date: string; readonly region: string; readonly product: string };
}

export type Authentication = V1Authentication | V3Authentication | V4Authentication;

/** None has as many: the longest action has 46. What is refused here does not get into the log either. */
const maxOperationCharacters = 128;

/** Throws `InvalidAction.NotFound` for a name that no operation can have. */
export function parseAction(text: string): string {
  if (text.length > maxOperationCharacters) throw gatewayError('InvalidAction.NotFound');
  return text;
}

/** Throws `InvalidVersion` for a name that no version can have. */
export function parseVersion(text: string): string {
  if (text.length > maxOperationCharacters) throw gatewayError('InvalidVersion');
  return text;
}

/** Throws `MissingAccessKeyId`; an id that no key can have (and no database take) is `InvalidAccessKeyId.NotFound`. */
export function parseAccessKeyId(text: string | undefined): string {
  if (text === undefined || text === '') throw gatewayError('Missing{P}', { P: 'AccessKeyId' });
  if (!/^[\x21-\x7e]{1,128}$/.test(text)) throw gatewayError('InvalidAccessKeyId.NotFound');
  return text;
}

/** Throws `InvalidSecurityToken.Malformed`. The limit is ours; tokens have some hundred characters, with a session policy more. */
export function parseSecurityToken(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (!/^[\x21-\x7e]{1,16384}$/.test(text)) throw gatewayError('InvalidSecurityToken.Malformed');
  return text;
}
