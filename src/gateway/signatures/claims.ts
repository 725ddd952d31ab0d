/** What a request of any generation says of who signed it and what for, as read before any key is looked up. */
import { gatewayError } from '../gateway-error.js';

export interface Claims {
  readonly action: string;
  /** `yyyy-MM-dd` of an API version, unless the client sent something else. */
  readonly version: string;
  readonly accessKeyId: string;
  /** Of a temporary key. An empty one counts as absent. */
  readonly securityToken?: string;
  readonly timestamp: Date;
  /** Old KMS pages omit it in V1: `checkFreshness` says whether it may be absent. */
  readonly nonce?: string;
  /** Base64 in V1, else hex. */
  readonly signature: string;
}

/** V3 and V4 sign headers, among them these. */
export interface HeaderClaims extends Claims {
  readonly nonce: string;
  /** In lower case, in the order of the client's list. */
  readonly signedHeaders: readonly string[];
  /** Hex, as the client states it: not yet compared with the body. */
  readonly contentHash: string;
}

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
