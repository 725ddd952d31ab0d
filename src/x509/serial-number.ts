/** Serial numbers (RFC 5280 section 4.1.2.2): positive, at most 20 octets, unpredictable. */
import { InvalidInput } from '../crypto/invalid-input.js';
import { randomBytes } from '../crypto/random.js';

export class InvalidSerialNumber extends InvalidInput {}

/** 127 random bits, positive, big-endian without leading zeros: its DER content never needs a sign octet when it has all 16. */
export function randomSerialNumber(): Buffer {
  for (;;) {
    const octets = randomBytes(16);
    octets[0] = (octets[0] as number) & 0x7f;
    const start = octets.findIndex(octet => octet !== 0);
    if (start >= 0) return octets.subarray(start);
  }
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
