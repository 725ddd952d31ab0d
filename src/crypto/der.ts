/**
 * Writes DER (ITU-T X.690): the few types that keys, certificates, requests and lists are made of, each one short function from a value
 * to its bytes. It stands in `crypto` because PKCS #8 and PKCS #12 need it as much as certificates do.
 *
 * It writes what it is given and checks nothing about its meaning. A certificate is some sixty of these calls, and issuing is meant to
 * be bound by the signature, so nothing here is a class and constants are meant to be encoded once by their modules.
 */

const SEQUENCE = 0x30;
const SET = 0x31;

/** One element: identifier octet, definite length, content. Also the way to write an implicitly tagged or context-specific value. */
export function tlv(tag: number, content: Uint8Array): Buffer {
  const length = content.length;
  const head = headerLength(length);
  const out = Buffer.allocUnsafe(head + length);
  writeHeader(out, tag, length);
  out.set(content, head);
  return out;
}

/** An element whose content is other elements. Takes a list: spreading 100,000 CRL entries into a call would overflow the stack. */
export function constructed(tag: number, parts: readonly Uint8Array[]): Buffer {
  let length = 0;
  for (const part of parts) length += part.length;
  let at = headerLength(length);
  const out = Buffer.allocUnsafe(at + length);
  writeHeader(out, tag, length);
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export const seqOf = (parts: readonly Uint8Array[]): Buffer => constructed(SEQUENCE, parts);
export const seq = (...parts: Uint8Array[]): Buffer => constructed(SEQUENCE, parts);

/** SET OF: DER sorts the encodings (X.690 section 11.6). */
export const setOf = (parts: readonly Uint8Array[]): Buffer =>
  constructed(SET, parts.length > 1 ? [...parts].sort(Buffer.compare) : parts);

/** `[number] EXPLICIT`, or a constructed implicit one. */
export const context = (number: number, ...parts: Uint8Array[]): Buffer => constructed(0xa0 | number, parts);

/** `[number] IMPLICIT` around a primitive type: the content octets alone. */
export const contextPrimitive = (number: number, content: Uint8Array): Buffer => tlv(0x80 | number, content);

/** A number from 0 up, or the magnitude of one as big-endian octets (leading zeros do not matter). */
export function integer(value: number | Uint8Array): Buffer {
  const octets = typeof value === 'number' ? numberOctets(value) : value;
  let start = 0;
  while (start < octets.length - 1 && octets[start] === 0) start++;
  const magnitude = octets.subarray(start);
  if (magnitude.length > 0 && (magnitude[0] as number) < 0x80) return tlv(0x02, magnitude);
  // A leading one bit would read as a sign; an empty magnitude is zero.
  const positive = Buffer.alloc(magnitude.length + 1);
  positive.set(magnitude, 1);
  return tlv(0x02, positive);
}

export const boolean = (value: boolean): Buffer => tlv(0x01, Buffer.of(value ? 0xff : 0x00));
export const enumerated = (value: number): Buffer => tlv(0x0a, numberOctets(value));
export const nullValue = (): Buffer => Buffer.of(0x05, 0x00);
export const octetString = (content: Uint8Array): Buffer => tlv(0x04, content);

export function bitString(content: Uint8Array, unusedBits = 0): Buffer {
  const octets = Buffer.allocUnsafe(content.length + 1);
  octets[0] = unusedBits;
  octets.set(content, 1);
  return tlv(0x03, octets);
}

/** A BIT STRING with a named bit list: bit 0 is the first; trailing zero bits are dropped (X.690 section 11.2.2). */
export function namedBits(bits: Iterable<number>): Buffer {
  const octets: number[] = [];
  let highest = -1;
  for (const bit of bits) {
    while (octets.length <= bit >> 3) octets.push(0);
    octets[bit >> 3] = (octets[bit >> 3] as number) | (0x80 >> (bit & 7));
    highest = Math.max(highest, bit);
  }
  return bitString(Uint8Array.from(octets), highest < 0 ? 0 : 7 - (highest & 7));
}

export const utf8String = (text: string): Buffer => tlv(0x0c, Buffer.from(text, 'utf8'));
/** The caller has checked the characters; here and in `ia5String` they are all ASCII. */
export const printableString = (text: string): Buffer => tlv(0x13, Buffer.from(text, 'latin1'));
export const ia5String = (text: string): Buffer => tlv(0x16, Buffer.from(text, 'latin1'));

/** BMPString is UTF-16, most significant octet first. */
export const bmpString = (text: string): Buffer => tlv(0x1e, Buffer.from(text, 'utf16le').swap16());

/** An object identifier from its dotted form, which the caller has checked (`isOid`). */
export const oid = (dotted: string): Buffer => tlv(0x06, oidContent(dotted));

/** The content octets alone, as a registeredID or an implicitly tagged identifier needs them. */
export function oidContent(dotted: string): Buffer {
  const [first, second, ...rest] = dotted.split('.');
  const octets: number[] = [];
  pushArc(octets, BigInt(first ?? 0) * 40n + BigInt(second ?? 0));
  for (const arc of rest) pushArc(octets, BigInt(arc));
  return Buffer.from(octets);
}

/** Whether a text is an object identifier in dotted form: first arc 0 to 2, second below 40 unless the first is 2, no leading zeros. */
export function isOid(text: string): boolean {
  return (
    text.length <= 128 && /^(?:[01]\.(?:[0-9]|[1-3][0-9])|2\.(?:0|[1-9][0-9]*))(?:\.(?:0|[1-9][0-9]*))*$/.test(text)
  );
}

/** AlgorithmIdentifier: the identifier, and its parameters where the algorithm has any. */
export const algorithmIdentifier = (dotted: string, ...parameters: Uint8Array[]): Buffer =>
  seq(oid(dotted), ...parameters);

function pushArc(octets: number[], arc: bigint): void {
  const groups = [Number(arc & 0x7fn)];
  for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) groups.unshift(Number(rest & 0x7fn) | 0x80);
  octets.push(...groups);
}

function numberOctets(value: number): Buffer {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError('DER writer: an integer from 0 up is needed');
  const octets: number[] = [];
  for (let rest = value; rest > 0 || octets.length === 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return Buffer.from(octets);
}

function headerLength(length: number): number {
  if (length < 0x80) return 2;
  if (length < 0x100) return 3;
  if (length < 0x10000) return 4;
  return length < 0x1000000 ? 5 : 6;
}

function writeHeader(out: Buffer, tag: number, length: number): void {
  out[0] = tag;
  if (length < 0x80) {
    out[1] = length;
    return;
  }
  const octets = headerLength(length) - 2;
  out[1] = 0x80 | octets;
  out.writeUIntBE(length, 2, octets);
}
