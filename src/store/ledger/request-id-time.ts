/**
 * When the call with a RequestId arrived: RequestIds are UUIDs of version 7 that begin with the time of the call, so its record is found without an
 * index. Earlier versions gave out version 6, whose time is that of the call too, unless the clock had been set back.
 */

export interface Span {
  /** Milliseconds since 1970. */
  readonly from: number;
  /** Not included. */
  readonly to: number;
}

const aroundMs = 10_000;
/** Milliseconds from the start of the Gregorian calendar, where the time of version 6 begins, to 1970 (RFC 9562 section 5.6). */
const GREGORIAN_OFFSET_MS = 12_219_292_800_000;

/** Where to look for the record, in this order; undefined is everywhere. */
export function spansOf(requestId: string): readonly (Span | undefined)[] {
  const digits = requestId.replaceAll('-', '');
  if (!/^[0-9A-F]{32}$/.test(digits)) return [undefined];
  if (digits[12] === '7') {
    const time = Number.parseInt(digits.slice(0, 12), 16);
    return [{ from: time, to: time + 1 }];
  }
  if (digits[12] !== '6') return [undefined];
  const ticks = BigInt(`0x${digits.slice(0, 12)}${digits.slice(13, 16)}`);
  const time = Number(ticks / 10_000n) - GREGORIAN_OFFSET_MS;
  return [{ from: time - aroundMs, to: time + aroundMs }, undefined];
}
