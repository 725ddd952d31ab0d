/** Values of primitive DER types. */
import { toHex } from '../signing/digest';
import { DerError, type DerNode, expectTag, TAG } from './der';

export function readOid(node: DerNode | undefined): string {
  return oidText(expectTag(node, TAG.oid).content);
}

/** Dotted decimal: X.690 section 8.19. */
export function oidText(content: Uint8Array): string {
  const parts: bigint[] = [];
  let part = 0n;
  for (const byte of content) {
    part = (part << 7n) | BigInt(byte & 0x7f);
    if (byte & 0x80) continue;
    parts.push(part);
    part = 0n;
  }
  const [first, ...others] = parts;
  if (first === undefined) throw new DerError('an empty object identifier');
  const root = first < 80n ? first / 40n : 2n;
  return [root, first - root * 40n, ...others].join('.');
}

/** Hex of a whole number without its sign byte. */
export function readIntegerHex(node: DerNode | undefined): string {
  const { content } = expectTag(node, TAG.integer);
  const start = content.length > 1 && content[0] === 0 ? 1 : 0;
  return toHex(content.subarray(start));
}

/** A small whole number that is not negative. */
export function readSmallInteger(node: DerNode | undefined): number {
  return Number.parseInt(readIntegerHex(node), 16);
}

/** The bits as bytes; how many bits of the last one are unused is in the first. */
export function readBitString(node: DerNode | undefined): { readonly bytes: Uint8Array; readonly unusedBits: number } {
  const { content } = expectTag(node, TAG.bitString);
  return { bytes: content.subarray(1), unusedBits: content[0] ?? 0 };
}

/** The character strings that names are made of. */
export function readText(node: DerNode): string {
  if (node.tag === TAG.bmpString) return new TextDecoder('utf-16be').decode(node.content);
  if (node.tag === TAG.teletexString) return new TextDecoder('latin1').decode(node.content);
  return new TextDecoder().decode(node.content);
}

/** UTCTime and GeneralizedTime as RFC 5280 section 4.1.2.5 allows them. */
export function readTime(node: DerNode | undefined): Date {
  const text = node ? new TextDecoder().decode(node.content) : '';
  const short = /^(\d\d)(\d{10})Z$/.exec(text);
  const full = node?.tag === TAG.utcTime && short ? `${Number(short[1]) < 50 ? '20' : '19'}${text}` : text;
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full);
  if (!parts) throw new DerError('a time of another form');
  const [, year, month, day, hour, minute, second] = parts;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
