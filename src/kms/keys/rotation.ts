/** Versions by policy: how an interval is written, and when the next version is due (wire/kms.md section 6.11). */
import { parseInterval } from '../interval.js';
import type { Key, KeyOrigin } from './key.js';
import { type KeySpecName, specOf } from './key-specs.js';
import { stateOf } from './lifecycle.js';

export const DAY_MS = 86_400_000;

export const SHORTEST_ROTATION_DAYS = 7;
export const LONGEST_ROTATION_DAYS = 730;

/** `365d`, in milliseconds; undefined where it is no interval or none from 7 to 730 days. */
export function rotationInterval(text: string): number | undefined {
  const ms = parseInterval(text);
  if (ms === undefined) return undefined;
  return ms >= SHORTEST_ROTATION_DAYS * DAY_MS && ms <= LONGEST_ROTATION_DAYS * DAY_MS ? ms : undefined;
}

/** Whether keys of this kind can have versions by policy: those that this server makes and that encrypt with their primary version. */
export const canRotate = (spec: KeySpecName, origin: KeyOrigin): boolean =>
  specOf(spec).class === 'symmetric' && origin === 'Aliyun_KMS';

export type AutomaticRotation = 'Enabled' | 'Disabled' | 'Suspended';

/** Suspended while the key is not enabled. */
export function automaticRotation(key: Key, now: Date): AutomaticRotation {
  if (key.rotationMs === undefined) return 'Disabled';
  return stateOf(key, now) === 'Enabled' ? 'Enabled' : 'Suspended';
}

/** Undefined where the key has no policy. In the past: at once. */
export function nextRotation({ rotationMs, lastVersionAt }: Key): Date | undefined {
  if (rotationMs === undefined || lastVersionAt === undefined) return undefined;
  return new Date(lastVersionAt.getTime() + rotationMs);
}
