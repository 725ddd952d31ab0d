/**
 * The wire format of Protocol Buffers, written out by hand: an encoder for honest clients refuses to write most of what is here.
 * https://protobuf.dev/programming-guides/encoding/
 */
import type { Random } from '../random.js';

/** 3 and 4 are groups, which proto3 does not have; 6 and 7 are no types. */
export type WireType = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Seven bits an octet, the lowest first. With `octets`, so many of them: more than needed are zeros that change nothing. */
export function varint(value: number | bigint, octets = 1): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    bytes.push(Number(rest & 0x7fn));
    rest >>= 7n;
  } while (rest > 0n);
  while (bytes.length < octets) bytes.push(0);
  return Buffer.from(bytes.map((byte, i) => (i < bytes.length - 1 ? byte | 0x80 : byte)));
}

export const tag = (number: number, type: WireType, octets = 1): Buffer =>
  varint((BigInt(number) << 3n) | BigInt(type), octets);

export const octets = (number: number, value: Buffer): Buffer =>
  Buffer.concat([tag(number, 2), varint(value.length), value]);

export const integer = (number: number, value: number | bigint): Buffer =>
  Buffer.concat([tag(number, 0), varint(value)]);

/** Varints that end nowhere, are longer than they may be, or hold more than 64 bits. */
const STRANGE_VARINTS: readonly Buffer[] = [
  Buffer.from([0x80]),
  Buffer.alloc(9, 0x80),
  Buffer.alloc(10, 0xff),
  Buffer.alloc(11, 0x80),
  Buffer.concat([Buffer.alloc(10, 0x80), Buffer.from([0])]),
  Buffer.concat([Buffer.alloc(9, 0xff), Buffer.from([0x7f])]),
  varint(0, 10),
  varint(5, 10),
  varint(-1),
  varint(2n ** 31n),
  varint(2n ** 32n - 1n),
  varint(2n ** 32n + 1n),
  varint(2n ** 63n),
  Buffer.alloc(3000, 0x80),
];

const NUMBERS = [0, 1, 2, 7, 14, 15, 16, 100, 1000, 18_999, 19_000, 2 ** 29 - 1, 2 ** 29, 2 ** 31];

/** A field of a number that the message has or has not, which is no good by itself. */
export function strangeField(numbers: readonly number[], random: Random): Buffer {
  const number = random.chance(0.6) && numbers.length > 0 ? random.pick(numbers) : random.pick(NUMBERS);
  return random.weighted<() => Buffer>([
    // Of another type than it has, or of one that nothing has
    [6, () => Buffer.concat([tag(number, random.pick([0, 1, 2, 3, 4, 5, 6, 7])), random.bytes(random.below(12))])],
    [3, () => integer(number, random.pick([0, 1, -1, 2 ** 31, 2 ** 53]))],
    [2, () => Buffer.concat([tag(number, 1), random.bytes(8)])],
    [2, () => Buffer.concat([tag(number, 5), random.bytes(4)])],
    [3, () => octets(number, random.bytes(random.below(40)))],
    // Numbers that are written strangely
    [5, () => Buffer.concat([tag(number, 0), random.pick(STRANGE_VARINTS)])],
    [3, () => random.pick(STRANGE_VARINTS)],
    [
      2,
      () => Buffer.concat([tag(number, 2, 1 + random.below(10)), varint(2, 1 + random.below(10)), Buffer.from('ab')]),
    ],
    // Lengths beyond the end
    [5, () => Buffer.concat([tag(number, 2), hugeLength(random), random.bytes(random.below(10))])],
    [2, () => Buffer.concat([tag(number, 2), random.pick(STRANGE_VARINTS)])],
    // Groups, one in the other
    [2, () => nestedGroups(number, random.pick([1, 50, 5000, 100_000]))],
    [1, () => Buffer.concat([tag(number, 3), octets(1, Buffer.from('x')), tag(number, 4)])],
    [1, () => nestedMessages(number, random.pick([5, 100, 500]))],
    // Very many
    [1, () => repeated(octets(number, Buffer.from('x')), random.pick([2, 998, 999, 1000, 1001, 20_000]))],
    [0.3, () => repeated(integer(random.pick(NUMBERS), 1), random.pick([1001, 100_000]))],
  ])();
}

const hugeLength = (random: Random): Buffer =>
  varint(
    random.pick([41, 100, 2 ** 16, 2 ** 24, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2n ** 63n, 2n ** 64n - 1n]),
  );

const repeated = (field: Buffer, times: number): Buffer => Buffer.concat(Array.from({ length: times }, () => field));

const nestedGroups = (number: number, depth: number): Buffer => repeated(tag(number, 3), depth);

function nestedMessages(number: number, depth: number): Buffer {
  let message: Buffer = Buffer.alloc(0);
  for (let i = 0; i < depth; i++) message = octets(number, message);
  return message;
}
