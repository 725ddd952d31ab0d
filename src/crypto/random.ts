/**
 * Random bytes, identifiers and tokens. Small draws from the system's generator cost more than what they are for (8 % of an issuing
 * server's time), so bytes are drawn 4 KiB at a time, handed out as copies, and wiped from the supply as they leave.
 */
import { randomFillSync, randomBytes as systemRandomBytes } from 'node:crypto';

const SUPPLY_BYTES = 4096;
const supply = Buffer.alloc(SUPPLY_BYTES);
let used = SUPPLY_BYTES;

/** `length` random bytes in a buffer of the caller's own. */
export function randomBytes(length: number): Buffer {
  if (length > SUPPLY_BYTES / 4) return systemRandomBytes(length);
  if (used + length > SUPPLY_BYTES) {
    randomFillSync(supply);
    used = 0;
  }
  const taken = Buffer.from(supply.subarray(used, used + length));
  supply.fill(0, used, used + length);
  used += length;
  return taken;
}

/** Milliseconds from the start of the Gregorian calendar (1582-10-15), where UUID time begins, to 1970. */
const GREGORIAN_OFFSET_MS = 12_219_292_800_000;
const TICKS_PER_MS = 10_000;
const LOW = 2 ** 24;

let lastMs = 0;
let lastTick = 0;

/**
 * A UUID of version 6 (RFC 9562 section 5.6), lower case: the form of the cloud's own identifiers. Later ones sort after earlier ones,
 * which keeps the unique indexes of the store dense; 61 bits are random, so one cannot be guessed from another.
 * `now` is in milliseconds since 1970.
 */
export function randomIdentifier(now: number = Date.now()): string {
  // Within a millisecond, or when the clock steps back, the 100 ns ticks count on from the last one given out.
  if (now > lastMs) {
    lastMs = now;
    lastTick = 0;
  } else if (++lastTick === TICKS_PER_MS) {
    lastMs++;
    lastTick = 0;
  }
  // 60 bits of ticks do not fit a double: multiply in two parts, 36 bits above and 24 below.
  const ms = lastMs + GREGORIAN_OFFSET_MS;
  const low = (ms % LOW) * TICKS_PER_MS + lastTick;
  const high = Math.floor(ms / LOW) * TICKS_PER_MS + Math.floor(low / LOW);
  const time = high.toString(16).padStart(9, '0') + (low % LOW).toString(16).padStart(6, '0');

  const rest = randomBytes(8);
  rest[0] = ((rest[0] as number) & 0x3f) | 0x80; // variant
  rest[2] = (rest[2] as number) | 0x01; // multicast bit: this node is no network card (RFC 9562 section 6.10)
  const tail = rest.toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-6${time.slice(12)}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}

/** `length` characters, each drawn evenly from `alphabet` (2 to 256 different single-unit characters). */
export function randomToken(length: number, alphabet: string): string {
  if (alphabet.length < 2 || alphabet.length > 256)
    throw new RangeError('randomToken: an alphabet has 2 to 256 characters');
  // Bytes past the last whole multiple would favour the first characters, so they are thrown away.
  const limit = 256 - (256 % alphabet.length);
  let token = '';
  while (token.length < length) {
    for (const byte of randomBytes(length - token.length)) {
      if (byte < limit) token += alphabet.charAt(byte % alphabet.length);
    }
  }
  return token;
}
