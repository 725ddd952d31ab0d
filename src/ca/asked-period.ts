/**
 * The grammar of `Validity` (wire/cas.md section 6.5): `10y`, `18m`, `90d`, an end, or a start and an end. One unit only; years and
 * months are those of the calendar. Nothing outlives its authority.
 */
import { InvalidInput } from '../crypto/invalid-input.js';
import { Refusal } from '../domain/change.js';
import type { CaReason } from './refusals.js';
import { addDays, addMonths, earlier, isoText, type Validity, type ValidityLimits, wholeSecond } from './validity.js';

/** A length from now on, or an end with or without a start. */
export type AskedPeriod =
  | { readonly count: number; readonly unit: 'y' | 'm' | 'd' }
  | { readonly notBefore?: Date; readonly notAfter: Date };

export class InvalidPeriod extends InvalidInput {}

/** Throws `InvalidPeriod`. */
export function parsePeriod(text: string): AskedPeriod {
  const [, count, unit] = /^([1-9][0-9]{0,5})([ymd])$/.exec(text) ?? [];
  if (count !== undefined) return { count: Number(count), unit: unit as 'y' | 'm' | 'd' };
  const times = text.split('/').map(parseTime);
  const [first, second] = times;
  if (first && times.length === 1) return { notAfter: first };
  if (first && second && times.length === 2) return { notBefore: first, notAfter: second };
  throw new InvalidPeriod(
    'It is a number with y, m or d (10y, 18m, 90d), an end (2030-01-31T00:00:00Z), or a start, "/" and an end; in UTC, and with one unit only.',
  );
}

const FIRST_YEAR = 1950;

/** A second that exists and that a certificate can hold (RFC 5280 section 4.1.2.5); undefined for anything else. */
function parseTime(text: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return undefined;
  const time = new Date(text);
  // The 31st of February would be the 3rd of March.
  const exists = !Number.isNaN(time.getTime()) && time.toISOString() === `${text.slice(0, -1)}.000Z`;
  return exists && time.getUTCFullYear() >= FIRST_YEAR ? time : undefined;
}

/** Refused with `period-reversed` or `period-beyond-authority`. */
export function periodOf(
  asked: AskedPeriod,
  { authorityNotAfter, maxDays }: Omit<ValidityLimits, 'defaultDays'>,
  now: Date,
): Validity {
  const notBefore = ('notBefore' in asked && asked.notBefore) || wholeSecond(now);
  const notAfter = 'unit' in asked ? endOf(asked, notBefore) : asked.notAfter;
  if (notAfter <= notBefore) {
    throw new Refusal<CaReason>('period-reversed', {
      Reason: `It ends at ${isoText(notAfter)}, which is not after its start.`,
    });
  }
  const limit = maxDays === undefined ? authorityNotAfter : earlier(authorityNotAfter, addDays(notBefore, maxDays));
  // A length of a million years has no date at all.
  if (!(notAfter <= limit)) {
    throw new Refusal<CaReason>('period-beyond-authority', {
      Reason: `It would end after ${isoText(limit)}, and the CA above grants nothing beyond that.`,
    });
  }
  return { notBefore, notAfter };
}

function endOf({ count, unit }: { readonly count: number; readonly unit: 'y' | 'm' | 'd' }, start: Date): Date {
  if (unit === 'd') return addDays(start, count);
  return addMonths(start, unit === 'y' ? 12 * count : count);
}
