/** When managed secrets are rotated (wire/kms.md sections 11.13 and 11.14). */
import { parseInterval } from '../../interval.js';
import type { Secret } from '../secret.js';
import type { ManagedSecret } from './managed-secret.js';

const HOUR_MS = 3_600_000;
export const SHORTEST_HOURS = 6;
export const LONGEST_HOURS = 8760;

/** As long as an attempt may take at the most; every connection gives up sooner. */
export const ATTEMPT_MS = 120_000;
const LONGEST_PAUSE_MS = HOUR_MS;

/** `30d`, in milliseconds; undefined where it is no interval or none from 6 to 8,760 hours. */
export function secretRotationInterval(text: string): number | undefined {
  const ms = parseInterval(text);
  return ms !== undefined && ms >= SHORTEST_HOURS * HOUR_MS && ms <= LONGEST_HOURS * HOUR_MS ? ms : undefined;
}

/** Undefined where rotation is not automatic. In the past: at once. */
export function nextRotation(
  { createdAt }: Pick<Secret, 'createdAt'>,
  { isAutomatic, intervalMs, lastRotatedAt }: Pick<ManagedSecret, 'isAutomatic' | 'intervalMs' | 'lastRotatedAt'>,
): Date | undefined {
  if (!isAutomatic || intervalMs === undefined) return undefined;
  return new Date((lastRotatedAt ?? createdAt).getTime() + intervalMs);
}

/** After so many failures: 1, 2, 4 minutes and so on, an hour at the most. */
export const pauseMs = (failures: number): number =>
  Math.min(60_000 * 2 ** Math.min(failures - 1, 10), LONGEST_PAUSE_MS);

export type AutomaticRotation = 'Enabled' | 'Disabled' | 'Invalid';

/** Invalid while attempts fail: the vendor's word for a rotation that does not work. */
export function automaticRotation({ isAutomatic, failures }: ManagedSecret): AutomaticRotation {
  if (!isAutomatic) return 'Disabled';
  return failures > 0 ? 'Invalid' : 'Enabled';
}

/** When the job has to look at it, once nothing is pending. */
export function nextLook(secret: Pick<Secret, 'createdAt'>, managed: ManagedSecret): Date | undefined {
  const times = [nextRotation(secret, managed), managed.retireAt].filter(time => time !== undefined);
  return times.length === 0 ? undefined : new Date(Math.min(...times.map(time => time.getTime())));
}
