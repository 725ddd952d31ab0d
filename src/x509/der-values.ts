/** Takes values out of elements that `strict-der` has checked. `what` names the element in the message when it is not of that type. */
import { type DerElement, InvalidDer, readDer, tags } from './strict-der.js';

/** The children of an element with that tag, `least` to `most` of them. */
export function childrenOf(
  element: DerElement | undefined,
  tag: number,
  what: string,
  least = 0,
  most = Number.POSITIVE_INFINITY,
): readonly DerElement[] {
  if (element?.tag !== tag || element.children.length < least || element.children.length > most) throw malformed(what);
  return element.children;
}

/** The content octets of a primitive element with that tag. */
export function contentOf(element: DerElement | undefined, tag: number, what: string): Buffer {
  if (element?.tag !== tag) throw malformed(what);
  return element.content;
}

/** An OBJECT IDENTIFIER in dotted form. */
export const oidOf = (element: DerElement | undefined, what: string): string =>
  oidText(contentOf(element, tags.oid, what));

/** The octets of a BIT STRING that has no unused bits. */
export function octetsOfBitString(element: DerElement | undefined, what: string): Buffer {
  const content = contentOf(element, tags.bitString, what);
  if (content[0] !== 0) throw malformed(what);
  return content.subarray(1);
}

/** Reads the value inside an extension or another OCTET STRING; the message of a failure names it. */
export function readInside(der: Buffer, what: string): DerElement {
  try {
    return readDer(der);
  } catch (cause) {
    throw cause instanceof InvalidDer ? new InvalidDer(`${what}: ${cause.message}`, { cause }) : cause;
  }
}

/** The dotted form of the content octets of an identifier. */
export function oidText(content: Buffer): string {
  let text = '';
  let arc = 0;
  let large = 0n; // takes over from 2^46, where seven more bits would not be exact any longer
  for (const octet of content) {
    if (large > 0n || arc >= 2 ** 46) {
      large = ((large > 0n ? large : BigInt(arc)) << 7n) | BigInt(octet & 0x7f);
    } else arc = arc * 128 + (octet & 0x7f);
    if (octet >= 0x80) continue;
    if (text === '') {
      const first = large > 0n || arc >= 80 ? 2 : Math.floor(arc / 40);
      text = `${first}.${large > 0n ? large - 80n : arc - 40 * first}`;
    } else text += `.${large > 0n ? large : arc}`;
    arc = 0;
    large = 0n;
  }
  return text;
}

export const malformed = (what: string): InvalidDer => new InvalidDer(`The ${what} is malformed.`);
