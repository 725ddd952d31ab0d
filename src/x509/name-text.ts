/**
 * Distinguished names as text, both ways: the notation of RFC 4514 (formerly 2253) with commas without spaces, but in the order of the
 * certificate, as the API shows `SubjectDN` (wire/cas.md section 4.2).
 */
import { isOid, utf8String } from '../crypto/der.js';
import { firstCharacters } from '../text/first-characters.js';
import { quoted } from '../text/quoted.js';
import { attributeTypeOf, findAttributeType, hasShortName } from './attribute-types.js';
import { checkValue, type DistinguishedName, decodeText, InvalidName, type NameAttribute } from './name.js';
import { readDer } from './strict-der.js';

const MAX_TEXT_LENGTH = 2048;

/** For example `C=CN,O=aliyun,CN=a\,b`; a plus sign joins attributes of one relative name. */
export const subjectDnText = (name: DistinguishedName): string =>
  name.map((each, index) => (index === 0 ? '' : each.withPrevious ? '+' : ',') + attributeText(each)).join('');

function attributeText({ oid, value }: NameAttribute): string {
  // RFC 4514 section 2.4: a type without a short name is followed by its value's encoding in hexadecimal.
  if (!hasShortName(oid)) return `${oid}=#${utf8String(value).toString('hex')}`;
  const { shortName } = attributeTypeOf(oid);
  if (!TO_ESCAPE.test(value)) return `${shortName}=${value}`;
  const escaped = value
    .replace(/[\\,+"<>;]/g, '\\$&')
    .replace(/^[ #]/, '\\$&')
    .replace(/ $/, '\\ ')
    .replace(/\0/g, '\\00');
  return `${shortName}=${escaped}`;
}

/** Whether any of the above is in a value. Few have it, and looking once is quicker than replacing nothing four times. */
const TO_ESCAPE = /[\\,+"<>;\0]|^[ #]| $/;

/** Types are short names in any case, or object identifiers. Throws `InvalidName`, or `InvalidDer` for a hexadecimal value. */
export function parseDnText(text: string): DistinguishedName {
  if (text.length > MAX_TEXT_LENGTH) {
    throw new InvalidName('', 'too-long', `A distinguished name has at most ${MAX_TEXT_LENGTH} characters.`);
  }
  return splitAtSeparators(text).map(({ piece, withPrevious }) => {
    const attribute = parseAttribute(piece);
    return withPrevious ? { ...attribute, withPrevious } : attribute;
  });
}

function parseAttribute(part: string): NameAttribute {
  const equals = part.indexOf('=');
  const written = part.slice(0, Math.max(equals, 0)).trim();
  const oid = findAttributeType(written)?.oid ?? (isOid(written) ? written : undefined);
  if (oid === undefined) {
    const shown = firstCharacters(written === '' ? part : written, 32);
    throw new InvalidName(
      shown,
      'unknown-type',
      `${quoted(shown)} is not an attribute type of a distinguished name; commas and plus signs in values need a backslash.`,
    );
  }
  const value = parseValue(part.slice(equals + 1), written);
  checkValue(attributeTypeOf(oid), value);
  return { oid, value };
}

interface Piece {
  readonly piece: string;
  /** Whether a plus sign stands before it, and not a comma. */
  readonly withPrevious?: true;
}

/** The pieces between commas and plus signs that no backslash precedes. */
function splitAtSeparators(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  const take = (end: number): void => {
    const piece = text.slice(start, end);
    pieces.push(text[start - 1] === '+' ? { piece, withPrevious: true } : { piece });
    start = end + 1;
  };
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === ',' || text[at] === '+') take(at);
  }
  take(text.length);
  return pieces;
}

function parseValue(text: string, attribute: string): string {
  const bad = () =>
    new InvalidName(
      attribute,
      'characters',
      `The ${attribute} of a name has characters that need a backslash before them.`,
    );
  const value = text.replace(/^ +/, '').replace(/(?<!\\) +$/, '');
  if (value.startsWith('#')) {
    if (!/^#(?:[0-9A-Fa-f]{2})+$/.test(value)) throw bad();
    return decodeText(readDer(Buffer.from(value.slice(1), 'hex')), attribute);
  }
  // Pairs of hexadecimal digits stand for UTF-8 octets, so the value is put together as octets.
  const octets: Buffer[] = [];
  for (const [token, hex, escaped] of value.matchAll(/\\([0-9A-Fa-f]{2})|\\([ "#+,;<=>\\])|./gsu)) {
    if (hex !== undefined) octets.push(Buffer.from(hex, 'hex'));
    else if (escaped === undefined && /["+;<>\\]/.test(token)) throw bad();
    else octets.push(Buffer.from(escaped ?? token, 'utf8'));
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(octets));
  } catch {
    throw bad();
  }
}
