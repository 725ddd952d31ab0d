/** Reads UUIDs in capitals, two of which come with each call, without a regular expression and without memory for each. */

/** The bytes of the UUID that was read last. */
export const uuidBytes = Buffer.alloc(16);

/** By the code of a character the value of the digit, or -1. */
const digitValues = new Int8Array(128).fill(-1);
for (const [value, digit] of [...'0123456789ABCDEF'].entries()) digitValues[digit.charCodeAt(0)] = value;

const LENGTH = 36;
const HYPHEN = 0x2d;

/** Reads a text into `uuidBytes`. Whether it is a UUID in capitals; if not, there is nothing of worth in them. */
export function readUuid(text: string): boolean {
  if (text.length !== LENGTH) return false;
  for (let at = 0, byte = 0; at < LENGTH; byte++) {
    if (at === 8 || at === 13 || at === 18 || at === 23) {
      if (text.charCodeAt(at++) !== HYPHEN) return false;
    }
    const value = (digitValue(text, at++) << 4) | digitValue(text, at++);
    if (value < 0) return false;
    uuidBytes[byte] = value;
  }
  return true;
}

function digitValue(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < digitValues.length ? digitValues[code]! : -1;
}
