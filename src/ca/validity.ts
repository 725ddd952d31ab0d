/**
 * How long a certificate is valid: wire/cas.md section 6.4. `Days` decides before a pair of times, those before years and months,
 * and where nothing is asked there is a default. Nothing outlives its authority: what was asked for is refused beyond that, the
 * default and the years of an authority are cut to it.
 */
import { Refusal } from '../domain/change.js';
import type { CaReason } from './refusals.js';

/** In whole seconds, as certificates have them; both ends belong to it. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** All absent: the default. */
export interface AskedValidity {
  readonly days?: number | undefined;
  readonly notBefore?: Date | undefined;
  readonly notAfter?: Date | undefined;
  readonly months?: number | undefined;
  readonly years?: number | undefined;
}

/** What a certificate's authority allows. */
export interface ValidityLimits {
  readonly authorityNotAfter: Date;
  /** The longest validity the authority gives, in days; absent: as long as its own. */
  readonly maxDays?: number | undefined;
  /** Where nothing is asked. */
  readonly defaultDays: number;
}

const DAY_MS = 86_400_000;

/**
 * The validity of an end-entity certificate asked for at `now`.
 * Refused with `one-sided-validity`, `end-not-after-start`, or `days-`, `end-`, `months-` or `years-beyond-authority`, named after
 * what asked for too much.
 */
export function certificateValidity(asked: AskedValidity, limits: ValidityLimits, now: Date): Validity {
  if ((asked.notBefore === undefined) !== (asked.notAfter === undefined))
    throw new Refusal<CaReason>('one-sided-validity');
  const notBefore = wholeSecond(asked.notBefore ?? now);
  const latest = latestEnd(notBefore, limits);
  const wanted = wantedEnd(asked, notBefore, now);
  if (!wanted)
    return { notBefore: wholeSecond(now), notAfter: earlier(addDays(wholeSecond(now), limits.defaultDays), latest) };

  if (wanted.notAfter <= wanted.notBefore) throw new Refusal<CaReason>('end-not-after-start');
  if (wanted.notAfter > latest) {
    throw new Refusal<CaReason>(`${wanted.by}-beyond-authority`, {
      End: isoText(wanted.notAfter),
      Limit: isoText(latest),
    });
  }
  return { notBefore: wanted.notBefore, notAfter: wanted.notAfter };
}

/** The validity of a sub authority or, without a parent, of a root. */
export function authorityValidity(years: number, now: Date, parentNotAfter?: Date): Validity {
  const notBefore = wholeSecond(now);
  const notAfter = addMonths(notBefore, 12 * years);
  return { notBefore, notAfter: parentNotAfter ? earlier(notAfter, parentNotAfter) : notAfter };
}

/** Whole days between the two ends, as the API reports `Days`. */
export function daysOf({ notBefore, notAfter }: Validity): number {
  return Math.floor((notAfter.getTime() - notBefore.getTime()) / DAY_MS);
}

interface WantedValidity extends Validity {
  readonly by: 'days' | 'end' | 'months' | 'years';
}

function wantedEnd(asked: AskedValidity, notBefore: Date, now: Date): WantedValidity | undefined {
  if (asked.days !== undefined) return { by: 'days', notBefore, notAfter: addDays(notBefore, asked.days) };
  if (asked.notAfter !== undefined) return { by: 'end', notBefore, notAfter: wholeSecond(asked.notAfter) };
  const { months = 0, years = 0 } = asked;
  if (months + years === 0) return undefined;
  const start = wholeSecond(now);
  return { by: years > 0 ? 'years' : 'months', notBefore: start, notAfter: addMonths(start, 12 * years + months) };
}

function latestEnd(notBefore: Date, { authorityNotAfter, maxDays }: ValidityLimits): Date {
  return maxDays === undefined ? authorityNotAfter : earlier(authorityNotAfter, addDays(notBefore, maxDays));
}

/** Calendar months: the 31st of January and one month is the last day of February. */
export function addMonths(start: Date, months: number): Date {
  const end = new Date(start);
  end.setUTCMonth(end.getUTCMonth() + months);
  // A day that the month does not have runs over into the next one; day 0 of that is the last of the one that was meant.
  if (end.getUTCDate() !== start.getUTCDate()) end.setUTCDate(0);
  return end;
}

export const addDays = (start: Date, days: number): Date => new Date(start.getTime() + days * DAY_MS);
export const wholeSecond = (time: Date): Date => new Date(Math.floor(time.getTime() / 1000) * 1000);
export const earlier = (one: Date, other: Date): Date => (one < other ? one : other);
export const isoText = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;
