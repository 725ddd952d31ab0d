/**
 * Codes of authenticator apps: TOTP (RFC 6238) with HMAC-SHA-1, six digits and steps of 30 seconds, the only form that all of the apps know, and
 * Base32 (RFC 4648 section 6), in which they take their seeds.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export const STEP_SECONDS = 30;
export const CODE_DIGITS = 6;

/** The number of the step that a time is in: RFC 6238 section 4.2, with T0 = 0. */
export const stepAt = (time: Date): number => Math.floor(time.getTime() / 1000 / STEP_SECONDS);

/** HOTP (RFC 4226 section 5.3) of a counter; TOTP is that of a step. */
export function codeOf(seed: Buffer, counter: number, digits = CODE_DIGITS): string {
  const moving = Buffer.alloc(8);
  moving.writeBigUInt64BE(BigInt(counter));
  const hash = createHmac('sha1', seed).update(moving).digest();
  const truncated = hash.readUInt32BE((hash.at(-1) as number) & 0x0f) & 0x7fffffff;
  return String(truncated % 10 ** digits).padStart(digits, '0');
}

/** Whether the code is that of the step. */
export function isCodeOf(seed: Buffer, step: number, code: string): boolean {
  const expected = Buffer.from(codeOf(seed, step));
  const given = Buffer.from(code);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Without padding, which apps do not expect. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(held >>> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + ALPHABET[(held << (5 - bits)) & 31];
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
