/**
 * Attribute types of distinguished names: identifier, short name, upper bound in characters (RFC 5280 appendix A.1, X.520), and string
 * type where the standard leaves no choice. Everything else is a UTF8String (RFC 5280 section 4.1.2.4).
 */

export interface AttributeType {
  readonly oid: string;
  /** As RFC 4514 or OpenSSL write it. */
  readonly shortName: string;
  /** In characters. */
  readonly upperBound: number;
  readonly stringType: 'utf8' | 'printable' | 'ia5';
  /** What the standard of the type demands besides; the whole value matches. */
  readonly form?: { readonly pattern: RegExp; readonly rule: string };
  /** Whether a name may hold several of it. */
  readonly repeats?: boolean;
}

const type = (
  oid: string,
  shortName: string,
  upperBound: number,
  stringType: AttributeType['stringType'] = 'utf8',
  more: Pick<AttributeType, 'form' | 'repeats'> = {},
): AttributeType => ({ oid, shortName, upperBound, stringType, ...more });

/** ISO 3166-1 alpha-2; in any case, since clients that pass lower case expect to read it back (wire/cas.md section 5.1). */
const country = { form: { pattern: /^[A-Za-z]{2}$/, rule: 'is a country code of two letters' } } as const;

/** The six of a subject, in the order in which new ones are built (wire/cas.md section 4.2). */
export const subjectTypes = {
  country: type('2.5.4.6', 'C', 2, 'printable', country),
  state: type('2.5.4.8', 'ST', 128),
  locality: type('2.5.4.7', 'L', 128),
  organization: type('2.5.4.10', 'O', 64),
  organizationUnit: type('2.5.4.11', 'OU', 64),
  commonName: type('2.5.4.3', 'CN', 64),
} as const;

/** Matter Core Specification 1.0, section 6.1.1: numbers in upper-case hexadecimal of a fixed length. No short names are agreed on. */
function matter(last: string, digits: number, repeats = false): AttributeType {
  const oid = `1.3.6.1.4.1.37244.${last}`;
  const form = { pattern: new RegExp(`^[0-9A-F]{${digits}}$`), rule: `is ${digits} hexadecimal digits in upper case` };
  return type(oid, oid, digits, 'utf8', { form, repeats });
}

const attributeTypes: readonly AttributeType[] = [
  ...Object.values(subjectTypes),
  type('2.5.4.4', 'SN', 40),
  type('2.5.4.5', 'serialNumber', 64, 'printable'),
  type('2.5.4.9', 'STREET', 128),
  type('2.5.4.12', 'title', 64),
  type('2.5.4.13', 'description', 1024),
  type('2.5.4.15', 'businessCategory', 128),
  type('2.5.4.17', 'postalCode', 40),
  type('2.5.4.18', 'postOfficeBox', 40),
  type('2.5.4.19', 'physicalDeliveryOfficeName', 128),
  type('2.5.4.20', 'telephoneNumber', 32, 'printable'),
  type('2.5.4.27', 'destinationIndicator', 128, 'printable'),
  type('2.5.4.41', 'name', 64),
  type('2.5.4.42', 'GN', 64),
  type('2.5.4.43', 'initials', 64),
  type('2.5.4.44', 'generationQualifier', 64),
  type('2.5.4.46', 'dnQualifier', 64, 'printable'),
  type('2.5.4.51', 'houseIdentifier', 256),
  type('2.5.4.54', 'dmdName', 64),
  type('2.5.4.65', 'pseudonym', 128),
  type('2.5.4.97', 'organizationIdentifier', 256),
  type('0.9.2342.19200300.100.1.1', 'UID', 256),
  type('0.9.2342.19200300.100.1.25', 'DC', 63, 'ia5', { repeats: true }),
  type('1.2.840.113549.1.9.1', 'emailAddress', 255, 'ia5'),
  type('1.3.6.1.4.1.311.60.2.1.1', 'jurisdictionL', 128),
  type('1.3.6.1.4.1.311.60.2.1.2', 'jurisdictionST', 128),
  type('1.3.6.1.4.1.311.60.2.1.3', 'jurisdictionC', 2, 'printable', country),
  matter('1.1', 16), // node id
  matter('1.2', 16), // firmware signing id
  matter('1.3', 16), // ICAC id
  matter('1.4', 16), // RCAC id
  matter('1.5', 16), // fabric id
  matter('1.6', 8, true), // NOC CASE authenticated tag
  matter('2.1', 4), // vendor id
  matter('2.2', 4), // product id
];

const byOid: ReadonlyMap<string, AttributeType> = new Map(attributeTypes.map(each => [each.oid, each]));
const byShortName: ReadonlyMap<string, AttributeType> = new Map(
  attributeTypes.map(each => [each.shortName.toLowerCase(), each]),
);

/** Types we have no entry for are text of at most 256 characters, and are called by their identifier. */
export const attributeTypeOf = (oid: string): AttributeType => byOid.get(oid) ?? type(oid, oid, 256);

/** Case does not matter. */
export const findAttributeType = (shortName: string): AttributeType | undefined =>
  byShortName.get(shortName.toLowerCase());

/** Whether there is a short name to write it with. */
export const hasShortName = (oid: string): boolean => attributeTypeOf(oid).shortName !== oid;

/** Whether values of the type are text as far as we know: those of X.520 that have no entry here are numbers, lists or octets. */
export const isTextAttribute = (oid: string): boolean => byOid.has(oid) || !oid.startsWith('2.5.4.');
