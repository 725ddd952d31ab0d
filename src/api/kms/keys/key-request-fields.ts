/** Fields of several requests about keys (wire/kms.md sections 6.2, 6.5 and 6.11). */
import { rotationInterval } from '../../../kms/keys/rotation.js';
import type { ApiError } from '../../../spec/errors.js';
import { string } from '../../../spec/field.js';
import { Problem } from '../../../spec/problem.js';
import { FREE_TEXT } from '../../../spec/text-rules.js';

/** A remark of the key's owner. */
export const keyDescription = string({
  maxLength: 8192,
  pattern: FREE_TEXT,
  about: 'What the key is for.',
  example: 'for the order database',
});

export const rotationIntervalField = string({
  minLength: 1,
  maxLength: 16,
  pattern: /[1-9][0-9]{0,8}[dhms]/,
  about:
    'From one version to the next: a number and `d`, `h`, `m` or `s`, from 7 to 730 days. Needed with EnableAutomaticRotation=true, and without effect otherwise.',
  example: '365d',
});

/** In milliseconds; undefined where no versions are to be made by policy. */
export function askedRotation(
  isEnabled: boolean,
  interval: string | undefined,
  fail: (code: 'InvalidParameter', values: Readonly<Record<string, string>>) => ApiError,
): number | undefined {
  const ms = interval === undefined ? undefined : rotationInterval(interval);
  if (interval !== undefined && ms === undefined) {
    throw fail('InvalidParameter', { P: 'RotationInterval', Rule: 'must be from 7 to 730 days, such as 365d' });
  }
  if (!isEnabled) return undefined;
  if (ms === undefined) throw new Problem(['RotationInterval'], 'missing');
  return ms;
}
