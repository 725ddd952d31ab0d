/**
 * Distinguished names (RFC 5280 section 4.1.2.4): built from a subject's fields, encoded, and read from other people's requests.
 * A name is a list of attributes in the order of the certificate, one to each relative name.
 */
import { ia5String, isOid, oid, printableString, seq, seqOf, setOf, utf8String } from '../crypto/der.js';
import { InvalidInput } from '../crypto/invalid-input.js';
import { firstCharacters } from '../text/first-characters.js';
import { type AttributeType, attributeTypeOf, subjectTypes } from './attribute-types.js';
import { childrenOf, malformed, oidOf } from './der-values.js';
import { type DerElement, tags } from './strict-der.js';

export interface NameAttribute {
  /** Attribute type in dotted form. */
  readonly oid: string;
  readonly value: string;
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

const fieldNames = Object.keys(subjectTypes) as SubjectField[];

/** C, ST, L, O, OU, CN in this order. The values are checked when the name is encoded. */
export function subjectName(fields: SubjectFields): DistinguishedName {
  const name: NameAttribute[] = [];
  for (const field of fieldNames) {
    const value = fields[field];
    if (value !== undefined) name.push({ oid: subjectTypes[field].oid, value });
  }
  return name;
}

/** The reverse: the first attribute of each of the six types, as far as the name has them. */
export function subjectFields(name: DistinguishedName): SubjectFields {
  const fields: Partial<Record<SubjectField, string>> = {};
  for (const field of fieldNames) {
    const found = name.find(attribute => attribute.oid === subjectTypes[field].oid);
    if (found) fields[field] = found.value;
  }
  return fields;
}

/** DER of the Name. Throws `InvalidName` for a value that is empty, over its upper bound, or has characters its type cannot hold. */
export const encodeName = (name: DistinguishedName): Buffer =>
  seqOf(name.map(attribute => setOf([seq(encodeType(attribute.oid), encodeValue(attribute))])));

/** Throws `InvalidDer` or `InvalidName`. Relative names of several attributes are refused: this server could not show them faithfully. */
export function decodeName(element: DerElement | undefined): DistinguishedName {
  return childrenOf(element, tags.sequence, 'distinguished name').map(relativeName => {
    const [pair] = childrenOf(
      relativeName,
      tags.set,
      'distinguished name (each part must be a single attribute)',
      1,
      1,
    );
    const [typeElement, valueElement] = childrenOf(pair, tags.sequence, 'distinguished name', 2, 2);
    const attribute = { oid: oidOf(typeElement, 'distinguished name'), value: decodeText(valueElement) };
    checkValue(attributeTypeOf(attribute.oid), attribute.value);
    return attribute;
  });
}

const printable = /^[A-Za-z0-9 '()+,\-./:=?]*$/;
const ascii = /^[\x20-\x7e]*$/;
/** Characters that turn the direction of writing: a name with them shows as another (Unicode Standard Annex 9 section 2). */
const directions = /\p{Bidi_Control}/u;
/** Control characters, and halves of surrogate pairs, which have no UTF-8 form. */
const unprintable = /[\p{Cc}\uD800-\uDFFF]/u;

const characters = {
  printable: (value: string) => printable.test(value),
  ia5: (value: string) => ascii.test(value),
  utf8: (value: string) => !unprintable.test(value),
};

/** Throws `InvalidName` when the value does not fit its attribute type. */
export function checkValue(type: AttributeType, value: string): void {
  const { shortName, upperBound } = type;
  if (value.trim() === '') throw new InvalidName(shortName, 'empty', `The ${shortName} of a name must not be empty.`);
  // Bounds count characters; one outside the basic plane is two units of a string.
  if (value.length > upperBound && (value.length > 2 * upperBound || [...value].length > upperBound)) {
    throw new InvalidName(shortName, 'too-long', `The ${shortName} of a name has at most ${upperBound} characters.`);
  }
  if (!characters[type.stringType](value)) {
    throw new InvalidName(
      shortName,
      'characters',
      `The ${shortName} of a name has characters that are not allowed there.`,
    );
  }
  if (type.form && !type.form.pattern.test(value)) {
    throw new InvalidName(shortName, 'characters', `The ${shortName} of a name ${type.form.rule}.`);
  }
}

/** Names in certificates of others are shown as they are; one that is asked of us, or written by us, has no such character. */
export function refuseDirections(name: DistinguishedName): void {
  const turned = name.find(({ value }) => directions.test(value));
  if (!turned) return;
  const { shortName } = attributeTypeOf(turned.oid);
  throw new InvalidName(
    shortName,
    'characters',
    `The ${shortName} of a name has characters that turn the direction of writing.`,
  );
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

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a DirectoryString or IA5String. TeletexString and UniversalString are not read: nobody has agreed on what they mean. */
export function decodeText(element: DerElement | undefined): string {
  const content = element?.content ?? Buffer.alloc(0);
  switch (element?.tag) {
    case tags.utf8String:
      try {
        return strictUtf8.decode(content);
      } catch {
        throw malformed('text of a name (not valid UTF-8)');
      }
    case tags.printableString:
    case tags.ia5String: {
      const text = content.toString('latin1');
      if (!(element.tag === tags.printableString ? printable : ascii).test(text)) throw malformed('text of a name');
      return text;
    }
    case tags.bmpString:
      if (content.length % 2 !== 0) throw malformed('text of a name');
      return Buffer.from(content).swap16().toString('utf16le');
    default:
      throw malformed('text of a name (its string type is not supported)');
  }
}
