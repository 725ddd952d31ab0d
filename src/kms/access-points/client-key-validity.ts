/** How long a client key is good for (wire/kms.md section 5.1). All times are whole seconds, UTC. */

export interface ClientKeyValidity {
  /** First and last moment at which the key may be used. */
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Of a key whose creator names no times. Calendar years, as the vendor's own keys have them, not 5 × 365 days. */
const DEFAULT_YEARS = 5;

/** From now, to the second, for five calendar years. */
export function defaultValidity(now: Date): ClientKeyValidity {
  const notBefore = wholeSeconds(now);
  return { notBefore, notAfter: yearsLater(notBefore, DEFAULT_YEARS) };
}

export function isWithin({ notBefore, notAfter }: ClientKeyValidity, now: Date): boolean {
  return notBefore <= now && wholeSeconds(now) <= notAfter;
}

export function wholeSeconds(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}

/** The same day and time; 29 February becomes 28 February where the year has none, so that no key outlives its years. */
function yearsLater(time: Date, years: number): Date {
  const later = new Date(time);
  later.setUTCFullYear(time.getUTCFullYear() + years);
  // A day that does not exist has become 1 March; day 0 of that month is the last of February.
  if (later.getUTCMonth() !== time.getUTCMonth()) later.setUTCDate(0);
  return later;
}
