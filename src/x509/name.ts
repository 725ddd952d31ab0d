/**
 * Distinguished names (RFC 5280 section 4.1.2.4): built from a subject's fields, encoded, and read from other people's requests.
 * A name is a list of attributes in the order of the certificate.
 */
import { isUtf8 } from 'node:buffer';
import { ia5String, isOid, oid, printableString, seq, seqOf, setOf, utf8String } from '../crypto/der.js';
import { InvalidInput } from '../crypto/invalid-input.js';
import { firstCharacters } from '../text/first-characters.js';
import { characterText, quoted } from '../text/quoted.js';
import { type AttributeType, attributeTypeOf, subjectTypes } from './attribute-types.js';
import { childrenOf, oidOf } from './der-values.js';
import { type DerElement, tags } from './strict-der.js';

export interface NameAttribute {
  /** Attribute type in dotted form. */
  readonly oid: string;
  readonly value: string;
  /** Whether it stands in one relative name together with the attribute before it. Mostly each has one of its own. */
  readonly withPrevious?: true;
}

export type DistinguishedName = readonly NameAttribute[];

/** The fields of a subject as the API has them; an absent one is left out of the name. */
export type SubjectFields = { readonly [Field in SubjectField]?: string | undefined };

export type SubjectField = 'country' | 'state' | 'locality' | 'organization' | 'organizationUnit' | 'commonName';

export class InvalidName extends InvalidInput {
  constructor(
    /** Short name of the attribute, or its identifier: `CN`. */
    readonly attribute: string,
    readonly problem: 'empty' | 'too-long' | 'characters' | 'unknown-type',
    message: string,
  ) {
    super(message);
  }
}

/** In the order in which they stand in a name. */
export const subjectFieldNames = Object.keys(subjectTypes) as readonly SubjectField[];

/** C, ST, L, O, OU, CN in this order. The values are checked when the name is encoded. */
export function subjectName(fields: SubjectFields): DistinguishedName {
  const name: NameAttribute[] = [];
  for (const field of subjectFieldNames) {
    const value = fields[field];
    if (value !== undefined) name.push({ oid: subjectTypes[field].oid, value });
  }
  return name;
}

/** The reverse: the first attribute of each of the six types, as far as the name has them. */
export function subjectFields(name: DistinguishedName): SubjectFields {
  const fields: Partial<Record<SubjectField, string>> = {};
  for (const field of subjectFieldNames) {
    const found = name.find(attribute => attribute.oid === subjectTypes[field].oid);
    if (found) fields[field] = found.value;
  }
  return fields;
}

/** DER of the Name. Throws `InvalidName` for a value that is empty, over its upper bound, or has characters its type cannot hold. */
export function encodeName(name: DistinguishedName): Buffer {
  const relativeNames: Buffer[][] = [];
  for (const attribute of name) {
    const encoded = seq(encodeType(attribute.oid), encodeValue(attribute));
    const previous = relativeNames.at(-1);
    if (attribute.withPrevious && previous) previous.push(encoded);
    else relativeNames.push([encoded]);
  }
  return seqOf(relativeNames.map(setOf));
}

/** Throws `InvalidDer` or `InvalidName`. */
export const decodeName = (element: DerElement | undefined): DistinguishedName =>
  readAttributes(element).map(({ oid: type, value, withPrevious }) => ({
    oid: type,
    value: decodeValue(type, value),
    ...(withPrevious && { withPrevious }),
  }));

export interface EncodedAttribute extends Omit<NameAttribute, 'value'> {
  readonly value: DerElement;
}

const WHAT = 'distinguished name';

/** The attributes of a name, their values not interpreted. Throws `InvalidDer`. */
export const readAttributes = (element: DerElement | undefined): readonly EncodedAttribute[] =>
  childrenOf(element, tags.sequence, WHAT).flatMap(relativeName =>
    childrenOf(relativeName, tags.set, WHAT, 1).map((pair, index): EncodedAttribute => {
      const [type, value] = childrenOf(pair, tags.sequence, WHAT, 2, 2);
      const attribute = { oid: oidOf(type, WHAT), value: value as DerElement };
      return index === 0 ? attribute : { ...attribute, withPrevious: true };
    }),
  );

/** The text of an attribute of that type. Throws `InvalidName`. */
export function decodeValue(type: string, element: DerElement): string {
  const attributeType = attributeTypeOf(type);
  const value = decodeText(element, attributeType.shortName);
  checkValue(attributeType, value);
  return value;
}

/** One character that a string of that type cannot hold; controls, and halves of surrogate pairs, which have no UTF-8 form. */
const foreign = {
  printable: /[^A-Za-z0-9 '()+,\-./:=?]/u,
  ia5: /[^\x20-\x7e]/u,
  utf8: /[\p{Cc}\p{Cs}]/u,
} as const;

/** The first character of the text that a PrintableString cannot hold; undefined when it can hold the text. */
export const foreignToPrintable = (text: string): string | undefined => foreign.printable.exec(text)?.[0];

/** Throws `InvalidName` when the value does not fit its attribute type. */
export function checkValue(type: AttributeType, value: string): void {
  const { shortName, upperBound } = type;
  if (value.trim() === '') throw new InvalidName(shortName, 'empty', `The ${shortName} of a name must not be empty.`);
  // Bounds count characters; one outside the basic plane is two units of a string.
  const length = value.length > upperBound ? [...value].length : value.length;
  if (length > upperBound) {
    throw new InvalidName(
      shortName,
      'too-long',
      `The ${shortName} of a name has at most ${upperBound} characters, and ${quoted(value)} has ${length}.`,
    );
  }
  const character = foreign[type.stringType].exec(value)?.[0];
  if (character !== undefined) {
    throw new InvalidName(
      shortName,
      'characters',
      `The ${shortName} of a name cannot have the character ${characterText(character)}, as in ${quoted(value)}.`,
    );
  }
  if (type.form && !type.form.pattern.test(value)) {
    throw new InvalidName(
      shortName,
      'characters',
      `The ${shortName} of a name ${type.form.rule}, not ${quoted(value)}.`,
    );
  }
}

/** Characters that turn the direction of writing: a name with them shows as another (Unicode Standard Annex 9 section 2). */
const directions = /\p{Bidi_Control}/u;

/** Names in certificates of others are shown as they are; one that is asked of us, or written by us, has no such character. */
export function refuseDirections(name: DistinguishedName): void {
  for (const { oid: type, value } of name) {
    const character = directions.exec(value)?.[0];
    if (character === undefined) continue;
    const { shortName } = attributeTypeOf(type);
    throw new InvalidName(
      shortName,
      'characters',
      `The ${shortName} of a name has characters that turn the direction of writing: ${characterText(character)}.`,
    );
  }
}

const encodedTypes: ReadonlyMap<string, Buffer> = new Map(
  Object.values(subjectTypes).map(each => [each.oid, oid(each.oid)]),
);

function encodeType(type: string): Buffer {
  const known = encodedTypes.get(type);
  if (known) return known;
  if (!isOid(type))
    throw new InvalidName(
      firstCharacters(type, 64),
      'unknown-type',
      'A name has an attribute type that is not an object identifier.',
    );
  return oid(type);
}

function encodeValue({ oid: type, value }: NameAttribute): Buffer {
  const attributeType = attributeTypeOf(type);
  checkValue(attributeType, value);
  refuseDirections([{ oid: type, value }]);
  switch (attributeType.stringType) {
    case 'printable':
      return printableString(value);
    case 'ia5':
      return ia5String(value);
    case 'utf8':
      return utf8String(value);
  }
}

/**
 * The text of a DirectoryString (X.520) or an IA5String; a TeletexString is read as Latin-1, which is what everybody writes into it.
 * `shortName` is that of the attribute. Throws `InvalidName` for octets that the string type does not have, and for other types.
 */
export function decodeText(element: DerElement | undefined, shortName: string): string {
  const content = element?.content ?? Buffer.alloc(0);
  switch (element?.tag) {
    case tags.utf8String:
      if (!isUtf8(content)) throw unreadable(shortName, 'a UTF8String that is not UTF-8');
      return content.toString('utf8');
    case tags.printableString:
      return within(foreign.printable, content, shortName, 'a PrintableString');
    case tags.ia5String:
      return within(foreign.ia5, content, shortName, 'an IA5String');
    case tags.teletexString:
      return content.toString('latin1');
    case tags.bmpString:
      if (content.length % 2 !== 0) throw unreadable(shortName, 'a BMPString of an odd number of octets');
      return Buffer.from(content).swap16().toString('utf16le');
    case tags.universalString:
      return universalText(content, shortName);
    default:
      throw unreadable(shortName, 'a value that is not text');
  }
}

function within(foreignCharacter: RegExp, content: Buffer, shortName: string, what: string): string {
  const text = content.toString('latin1');
  const character = foreignCharacter.exec(text)?.[0];
  if (character === undefined) return text;
  throw unreadable(shortName, `${what} with ${characterText(character)}, which it cannot hold`);
}

/** UCS-4, most significant octet first. */
function universalText(content: Buffer, shortName: string): string {
  if (content.length % 4 !== 0) throw unreadable(shortName, 'a UniversalString whose octets are no multiple of four');
  let text = '';
  for (let at = 0; at < content.length; at += 4) {
    const point = content.readUInt32BE(at);
    if (point > 0x10ffff) throw unreadable(shortName, 'a UniversalString with a number that is no character');
    text += String.fromCodePoint(point);
  }
  return text;
}

const unreadable = (shortName: string, what: string): InvalidName =>
  new InvalidName(shortName, 'characters', `The ${shortName} of a name is ${what}.`);
