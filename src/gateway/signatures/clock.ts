/**
 * Replay protection: wire/gateway.md section 8. A request is good for a quarter of an hour around its time stamp, and its nonce
 * is remembered for longer than that window is wide, so no request is accepted twice.
 */
import { createHash } from 'node:crypto';
import { clockSkewMs } from '../../domain/replay-window.js';
import { gatewayError } from '../gateway-error.js';
import type { Claims } from './claims.js';

/**
 * Reads `yyyy-MM-ddTHH:mm:ssZ`. Throws `InvalidTimeStamp.Format`, also for a day that no calendar has. Requests of one second have the same time
 * stamp, so what was read last is kept.
 */
export function parseTimestamp(text: string): Date {
  if (text === lastRead?.text) return lastRead.date;
  const wellFormed = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text);
  const date = new Date(wellFormed ? text : Number.NaN);
  // Date turns 30 February into 2 March and 24:00 into the next day: their days are not those that were written.
  if (date.getUTCDate() !== Number(text.slice(8, 10))) throw gatewayError('InvalidTimeStamp.Format');
  lastRead = { text, date };
  return date;
}
let lastRead: { readonly text: string; readonly date: Date } | undefined;

/**
 * Throws `InvalidTimeStamp.Expired` unless the time stamp is within the window around `now`, and `MissingSignatureNonce` for
 * a V1 request without a nonce unless that is optional, as it is for KMS (wire/gateway.md section 3.1).
 */
export function checkFreshness(
  { timestamp, nonce }: Pick<Claims, 'timestamp' | 'nonce'>,
  now: Date,
  { nonceOptional = false }: { readonly nonceOptional?: boolean } = {},
): void {
  if (nonce === undefined && !nonceOptional) throw gatewayError('Missing{P}', { P: 'SignatureNonce' });
  if (Math.abs(now.getTime() - timestamp.getTime()) > clockSkewMs) throw gatewayError('InvalidTimeStamp.Expired');
}

/**
 * What a proven request uses up: its nonce, or without one its signature, of which every text has one spelling for one request
 * (v1.ts). Hashed, because that of an RSA key is longer than a nonce may be.
 */
export function nonceOf({ nonce, signature }: Pick<Claims, 'nonce' | 'signature'>): string {
  return nonce ?? `signature ${createHash('sha256').update(signature).digest('base64url')}`;
}

/**
 * A nonce as it may be stored: 1 to 128 printable ASCII characters. Official clients send 32 hex digits or a UUID; the limit is
 * ours. Throws `InvalidParameter` with the name of the parameter or header it stood in.
 */
export function parseNonce(text: string, P: string): string {
  if (!/^[\x20-\x7e]{1,128}$/.test(text)) throw gatewayError('InvalidParameter', { P });
  return text;
}
