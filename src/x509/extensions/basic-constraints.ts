/** Basic constraints (RFC 5280 section 4.2.1.9): whether the subject is a CA, and how many CAs may follow below it. */
import { boolean, integer, oid, seq } from '../../crypto/der.js';
import { malformed, readInside } from '../der-values.js';
import { tags } from '../strict-der.js';
import { extension } from './extension.js';

export const basicConstraintsOid = '2.5.29.19';
const encodedOid = oid(basicConstraintsOid);

export interface BasicConstraints {
  readonly authority: boolean;
  /** How many CA certificates may stand between this one and the end entity; absent: any number. Only for a CA. */
  readonly pathLength?: number;
}

/** Critical, as RFC 5280 section 4.2.1.9 demands of a CA. */
export function basicConstraints({ authority, pathLength }: BasicConstraints): Buffer {
  const parts = authority ? [boolean(true)] : [];
  if (pathLength !== undefined) parts.push(integer(pathLength));
  return extension(encodedOid, true, seq(...parts));
}

/** `value` is what stands in the extension's OCTET STRING. Throws `InvalidDer`. */
export function decodeBasicConstraints(value: Buffer): BasicConstraints {
  const element = readInside(value, 'basic constraints');
  const [first, second, third] = element.children;
  const authority = first?.tag === tags.boolean;
  const length = authority ? second : first;
  const rest = authority ? third : second;
  // FALSE is the default and may not be written out; a path length of more than 31 bits is no count of CAs.
  const wrong =
    element.tag !== tags.sequence ||
    rest !== undefined ||
    (authority && first.content[0] !== 0xff) ||
    (length !== undefined &&
      (length.tag !== tags.integer || length.content.length > 4 || (length.content[0] as number) >= 0x80));
  if (wrong) throw malformed('extension basicConstraints');
  return length === undefined
    ? { authority }
    : { authority, pathLength: length.content.readUIntBE(0, length.content.length) };
}
