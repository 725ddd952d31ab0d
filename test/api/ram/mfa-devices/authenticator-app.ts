/** An authenticator app, written from RFC 6238 and RFC 4648 alone: a stranger to the code of the server. */
import { createHmac } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function fromBase32(text: string): Buffer {
  const bits = [...text].map(letter => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)));
}

/** The code that the app shows so many steps of 30 seconds from now. */
export function codeOf(seed: string, stepsFromNow = 0, now = Date.now()): string {
  const counter = Buffer.alloc(8);
  counter.writeUInt32BE(Math.floor(now / 30_000) + stepsFromNow, 4);
  const mac = createHmac('sha1', fromBase32(seed)).update(counter).digest();
  const offset = (mac[19] as number) % 16;
  return String((mac.readUInt32BE(offset) % 2 ** 31) % 1_000_000).padStart(6, '0');
}

/** Two codes, one after the other, as a person reads them. */
export function twoCodes(seed: string, now = Date.now()) {
  return { AuthenticationCode1: codeOf(seed, -1, now), AuthenticationCode2: codeOf(seed, 0, now) };
}
