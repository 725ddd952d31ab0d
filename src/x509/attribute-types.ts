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
}

const type = (
  oid: string,
  shortName: string,
  upperBound: number,
  stringType: AttributeType['stringType'] = 'utf8',
): AttributeType => ({ oid, shortName, upperBound, stringType });

/** The six of a subject, in the order in which new ones are built (cas-2020-06-30 section 4.2). */
export const subjectTypes = {
  country: type('2.5.4.6', 'C', 2, 'printable'),
  state: type('2.5.4.8', 'ST', 128),
  locality: type('2.5.4.7', 'L', 128),
  organization: type('2.5.4.10', 'O', 64),
  organizationUnit: type('2.5.4.11', 'OU', 64),
  commonName: type('2.5.4.3', 'CN', 64),
} as const;

const attributeTypes: readonly AttributeType[] = [
  ...Object.values(subjectTypes),
  type('2.5.4.4', 'SN', 40),
  type('2.5.4.5', 'serialNumber', 64, 'printable'),
  type('2.5.4.9', 'STREET', 128),
  type('2.5.4.12', 'title', 64),
  type('2.5.4.13', 'description', 1024),
  type('2.5.4.17', 'postalCode', 40),
  type('2.5.4.42', 'GN', 64),
  type('2.5.4.46', 'dnQualifier', 64, 'printable'),
  type('2.5.4.65', 'pseudonym', 128),
  type('2.5.4.97', 'organizationIdentifier', 256),
  type('0.9.2342.19200300.100.1.1', 'UID', 256),
  type('0.9.2342.19200300.100.1.25', 'DC', 63, 'ia5'),
  type('1.2.840.113549.1.9.1', 'emailAddress', 255, 'ia5'),
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

export const isKnownAttribute = (oid: string): boolean => byOid.has(oid);
