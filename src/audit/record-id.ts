/**
 * Identifiers of audit records: UUIDs of version 7 (RFC 9562 section 5.7). They begin with the time of the call in milliseconds, so the
 * order of the identifiers is the order of the calls, a span of time is a range of identifiers, and new records are added
 * at the end of the index.
 */

/** How many bytes of randomness an identifier takes. */
export const recordIdRandomBytes = 8;

let lastTime = -1;
let lastTimePart = '';
let sequence = 0;

/**
 * The identifier of a new record. Records of the same millisecond made in a row sort in the order in which they were made
 * (RFC 9562 section 6.2, method 1); across servers and after steps of the clock the random part keeps them apart.
 * @param time milliseconds since 1970
 * @param random `recordIdRandomBytes` random bytes; the buffer is changed
 */
export function newRecordId(time: number, random: Buffer): string {
  if (time === lastTime) {
    sequence = (sequence + 1) & 0xfff;
  } else {
    lastTimePart = timePart(time);
    lastTime = time;
    sequence = 0;
  }
  random[0] = (random[0]! & 0x3f) | 0x80; // the variant of RFC 9562
  const tail = random.toString('hex');
  return `${lastTimePart}-7${sequence.toString(16).padStart(3, '0')}-${tail.slice(0, 4)}-${tail.slice(4, 16)}`;
}

/** A text that sorts before the identifiers of all calls at this time or later, and after those of all earlier ones. */
export function recordIdFloor(time: number): string {
  return timePart(time);
}

/** The time of the call whose record has this identifier, in milliseconds since 1970. */
export function recordIdTime(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

function timePart(time: number): string {
  if (!Number.isSafeInteger(time) || time < 0 || time >= 2 ** 48) throw new RangeError(`not a time: ${time}`);
  const hex = time.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
