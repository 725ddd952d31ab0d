/**
 * Validity times (RFC 5280 section 4.1.2.5): UTCTime through the year 2049, GeneralizedTime from 2050, both to the second in UTC. Two forms
 * for one instant would be two certificates, so the rule is part of the encoding.
 */
import { tlv } from '../crypto/der.js';
import { malformed } from './der-values.js';
import { type DerElement, tags } from './strict-der.js';

/** Fractions of a second are dropped. Throws RangeError outside the years 1950 to 9999. */
export function encodeTime(time: Date): Buffer {
  const year = time.getUTCFullYear();
  if (!(year >= 1950 && year <= 9999)) throw new RangeError('A certificate time lies between the years 1950 and 9999');
  const digits = digitsOf(time);
  return year < 2050 ? tlv(tags.utcTime, digits.subarray(2)) : tlv(tags.generalizedTime, digits);
}

/** GeneralizedTime in whatever year, as OCSP has it (RFC 6960 section 4.2.2). Throws RangeError likewise. */
export function encodeGeneralizedTime(time: Date): Buffer {
  const year = time.getUTCFullYear();
  if (!(year >= 1950 && year <= 9999)) throw new RangeError('A certificate time lies between the years 1950 and 9999');
  return tlv(tags.generalizedTime, digitsOf(time));
}

/** `20260102030405Z`. Digit by digit: cutting it out of a text of `toISOString` takes three times as long. */
function digitsOf(time: Date): Buffer {
  const year = time.getUTCFullYear();
  const digits = Buffer.allocUnsafe(15);
  writePair(digits, 0, Math.trunc(year / 100));
  writePair(digits, 2, year % 100);
  writePair(digits, 4, time.getUTCMonth() + 1);
  writePair(digits, 6, time.getUTCDate());
  writePair(digits, 8, time.getUTCHours());
  writePair(digits, 10, time.getUTCMinutes());
  writePair(digits, 12, time.getUTCSeconds());
  digits[14] = Z;
  return digits;
}

function writePair(digits: Buffer, at: number, value: number): void {
  digits[at] = ZERO + Math.trunc(value / 10);
  digits[at + 1] = ZERO + (value % 10);
}

/** Throws `InvalidDer` for a form that RFC 5280 section 4.1.2.5 does not allow. */
export function decodeTime(element: DerElement | undefined, what: string): Date {
  const content = element?.content ?? Buffer.alloc(0);
  const utc = element?.tag === tags.utcTime && content.length === 13;
  const generalized = element?.tag === tags.generalizedTime && content.length === 15;
  if ((!utc && !generalized) || content[content.length - 1] !== Z) throw malformed(what);
  const pair = (at: number): number => {
    const tens = (content[at] as number) - ZERO;
    const ones = (content[at + 1] as number) - ZERO;
    if (tens < 0 || tens > 9 || ones < 0 || ones > 9) throw malformed(what);
    return tens * 10 + ones;
  };
  const short = pair(0);
  const year = utc ? short + (short < 50 ? 2000 : 1900) : short * 100 + pair(2);
  const at = utc ? 2 : 4;
  const [month, day, hour, minute, second] = [pair(at), pair(at + 2), pair(at + 4), pair(at + 6), pair(at + 8)];
  const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // Overflow would pass silently: the 31st of February as the 3rd of March, minute 60 as the next hour. Below 1950 Date.UTC guesses.
  const fits = year >= 1950 && time.getUTCDate() === day && time.getUTCMonth() === month - 1;
  if (!fits || hour > 23 || minute > 59 || second > 59) throw malformed(what);
  return time;
}

const ZERO = 0x30;
const Z = 0x5a;
