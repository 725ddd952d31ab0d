/** When managed secrets are rotated: parameters, and what answers say of it (wire/kms.md sections 11.2, 11.6 and 11.14). */
import type { ManagedSecret } from '../../../kms/secrets/managed/managed-secret.js';
import type { RotationPolicy } from '../../../kms/secrets/managed/managed-secrets.js';
import {
  automaticRotation,
  LONGEST_HOURS,
  nextRotation,
  SHORTEST_HOURS,
  secretRotationInterval,
} from '../../../kms/secrets/managed/rotation-times.js';
import type { Secret } from '../../../kms/secrets/secret.js';
import { string } from '../../../spec/field.js';
import { Problem } from '../../../spec/problem.js';
import { VISIBLE_ASCII } from '../../../spec/text-rules.js';
import { thousands } from '../../../text/thousands.js';
import { utcTime } from '../../../text/utc-time.js';

export const rotationInterval = string({
  minLength: 1,
  maxLength: 16,
  pattern: VISIBLE_ASCII,
  about: `From one rotation to the next, ${SHORTEST_HOURS} to ${thousands(LONGEST_HOURS)} hours: a number with d, h, m or s. Needed where rotation is automatic.`,
  example: '7d',
});

/** Refused with `RotationInterval` where it is no interval, or missing. */
export function rotationPolicy(isAutomatic: boolean, text: string | undefined): RotationPolicy {
  if (text === undefined) {
    if (isAutomatic) throw new Problem(['RotationInterval'], 'missing');
    return { isAutomatic, intervalMs: undefined };
  }
  const intervalMs = secretRotationInterval(text);
  if (intervalMs === undefined) {
    const rule = `must be a number with d, h, m or s, from ${SHORTEST_HOURS}h to ${LONGEST_HOURS}h`;
    throw new Problem(['RotationInterval'], 'range', rule);
  }
  return { isAutomatic, intervalMs };
}

/** Nothing for a Generic secret. */
export function rotationAnswer(secret: Secret, managed: ManagedSecret | undefined) {
  if (!managed) return {};
  const next = nextRotation(secret, managed);
  return {
    AutomaticRotation: automaticRotation(managed),
    ...(managed.intervalMs !== undefined && { RotationInterval: `${managed.intervalMs / 1000}s` }),
    ...(next && { NextRotationDate: utcTime(next) }),
  };
}

export function lastRotationAnswer(managed: ManagedSecret | undefined) {
  return managed?.lastRotatedAt ? { LastRotationDate: utcTime(managed.lastRotatedAt) } : {};
}

/** The configuration as one text of JSON. */
export function configAnswer(managed: ManagedSecret | undefined) {
  return managed ? { ExtendedConfig: JSON.stringify({ ...managed.given, CustomData: managed.customData }) } : {};
}
