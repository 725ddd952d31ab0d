/** Serial numbers (RFC 5280 section 4.1.2.2): positive, at most 20 octets, unpredictable. */
import { InvalidInput } from '../crypto/invalid-input.js';
import { randomBytes } from '../crypto/random.js';

export class InvalidSerialNumber extends InvalidInput {}

const TIME_OCTETS = 6;
const RANDOM_OCTETS = 10;

/**
 * 16 octets: the time and 80 random bits (64 are asked for, CA/Browser Forum baseline requirements, section 7.1). Later numbers sort after earlier
 * ones, so that the unique index of the store grows at its end: with wholly random numbers each certificate changes a page of its own. It is
 * positive and has no leading zeros, as the first octet of the time is 1 until the year 2527.
 * @param now in milliseconds since 1970
 */
export function randomSerialNumber(now: number = Date.now()): Buffer {
  const octets = Buffer.allocUnsafe(TIME_OCTETS + RANDOM_OCTETS);
  octets.writeUIntBE(now, 0, TIME_OCTETS);
  octets.set(randomBytes(RANDOM_OCTETS), TIME_OCTETS);
  return octets;
}

/** Lower-case hexadecimal of even length without a leading 00, as the API shows it (wire/cas.md section 4.1). */
export const serialNumberText = (serialNumber: Uint8Array): string =>
  Buffer.from(serialNumber)
    .toString('hex')
    .replace(/^(?:00)+(?=.)/, '');

/** The reverse; upper case, colons and a leading 00 are accepted. Throws `InvalidSerialNumber`. */
export function parseSerialNumber(text: string): Buffer {
  if (!/^[0-9A-Fa-f]{1,2}(?::?[0-9A-Fa-f]{2}){0,20}$/.test(text)) {
    throw new InvalidSerialNumber('A serial number is written as at most 20 hexadecimal octets.');
  }
  const digits = text.replaceAll(':', '').replace(/^0+/, '');
  const octets = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
  if (octets.length === 0 || octets.length > 20 || (octets.length === 20 && (octets[0] as number) >= 0x80)) {
    throw new InvalidSerialNumber('A serial number is greater than zero and fits 20 octets.');
  }
  return octets;
}
