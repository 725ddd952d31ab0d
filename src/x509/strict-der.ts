/**
 * Reads DER (ITU-T X.690) as strictly as it is defined: definite minimal lengths that fill their container exactly, minimal integers and
 * identifiers, booleans of 00 or FF, no unused bits set. Lenient readers accept several encodings of one value, and then two parties can
 * disagree about what was signed.
 *
 * The whole tree is checked before anything is interpreted, within a depth and a number of elements, so a hostile input costs no more
 * than its length.
 */
import { InvalidInput } from '../crypto/invalid-input.js';

export class InvalidDer extends InvalidInput {}

const MAX_DEPTH = 24;
const MAX_ELEMENTS = 4096;

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

const NO_CHILDREN: readonly DerElement[] = Object.freeze([]);

/** One element of a checked tree. Its octets are views into the input. */
export class DerElement {
  constructor(
    readonly source: Buffer,
    /** The identifier octet, class and constructed bit included. */
    readonly tag: number,
    readonly start: number,
    readonly contentStart: number,
    readonly end: number,
    /** Empty for a primitive element. */
    readonly children: readonly DerElement[],
  ) {}

  /** The content octets. */
  get content(): Buffer {
    return this.source.subarray(this.contentStart, this.end);
  }

  /** The whole element with its identifier and length. */
  get bytes(): Buffer {
    return this.source.subarray(this.start, this.end);
  }
}

/** The one element that `der` is. Throws `InvalidDer`; nothing may follow it. */
export function readDer(der: Buffer): DerElement {
  const reader = new Reader(der);
  const element = reader.element(0, der.length, 0);
  if (element.end !== der.length) throw new InvalidDer('There are bytes after the end of the DER value.');
  return element;
}

class Reader {
  #elements = 0;

  constructor(readonly der: Buffer) {}

  element(start: number, limit: number, depth: number): DerElement {
    if (depth > MAX_DEPTH || ++this.#elements > MAX_ELEMENTS)
      throw new InvalidDer('The DER value is nested too deeply or has too many parts.');
    if (start + 2 > limit) throw new InvalidDer('The DER value is cut short.');
    const { der } = this;
    const tag = der[start] as number;
    if ((tag & 0x1f) === 0x1f || tag === 0) throw new InvalidDer('The DER value has a tag that no supported type has.');

    let length = der[start + 1] as number;
    let contentStart = start + 2;
    if (length >= 0x80) {
      const octets = length & 0x7f;
      if (octets === 0 || octets > 4)
        throw new InvalidDer('The DER value has a length that is indefinite or too large.');
      if (contentStart + octets > limit) throw new InvalidDer('The DER value is cut short.');
      length = der.readUIntBE(contentStart, octets);
      contentStart += octets;
      if (length < 0x80 || length < 2 ** (8 * (octets - 1)))
        throw new InvalidDer('The DER value has a length that is not minimal.');
    }
    const end = contentStart + length;
    if (end > limit) throw new InvalidDer('The DER value is cut short.');

    if ((tag & 0x20) === 0) {
      checkPrimitive(der, tag, contentStart, end);
      return new DerElement(der, tag, start, contentStart, end, NO_CHILDREN);
    }
    if (tag < 0x40 && tag !== tags.sequence && tag !== tags.set)
      throw new InvalidDer('The DER value has a primitive type in constructed form.');
    const children: DerElement[] = [];
    for (let at = contentStart; at < end; ) {
      const child = this.element(at, end, depth + 1);
      children.push(child);
      at = child.end;
    }
    return new DerElement(der, tag, start, contentStart, end, children);
  }
}

function checkPrimitive(der: Buffer, tag: number, start: number, end: number): void {
  const length = end - start;
  const first = der[start] as number;
  switch (tag) {
    case tags.boolean:
      if (length !== 1 || (first !== 0x00 && first !== 0xff))
        throw new InvalidDer('The DER value has a malformed BOOLEAN.');
      return;
    case tags.integer: {
      const second = der[start + 1] as number;
      const padded = length > 1 && ((first === 0x00 && second < 0x80) || (first === 0xff && second >= 0x80));
      if (length === 0 || padded) throw new InvalidDer('The DER value has an INTEGER that is not minimal.');
      return;
    }
    case tags.bitString: {
      const unused = 0xff >> (8 - first);
      const wrong =
        length === 0 ||
        first > 7 ||
        (length === 1 && first > 0) ||
        (first > 0 && ((der[end - 1] as number) & unused) !== 0);
      if (wrong) throw new InvalidDer('The DER value has a malformed BIT STRING.');
      return;
    }
    case tags.null:
      if (length !== 0) throw new InvalidDer('The DER value has a malformed NULL.');
      return;
    case tags.oid:
      checkOid(der, start, end);
      return;
    case 0x10:
    case 0x11:
      throw new InvalidDer('The DER value has a SEQUENCE or SET in primitive form.');
  }
}

function checkOid(der: Buffer, start: number, end: number): void {
  let arcStart = true;
  for (let at = start; at < end; at++) {
    const octet = der[at] as number;
    if (arcStart && octet === 0x80) throw new InvalidDer('The DER value has an OBJECT IDENTIFIER that is not minimal.');
    arcStart = octet < 0x80;
  }
  if (start === end || !arcStart || end - start > 64)
    throw new InvalidDer('The DER value has a malformed OBJECT IDENTIFIER.');
}
