/** Lengths of this API's texts. The vendor documents few limits; the others are those of wire/cas.md section 9.17. */

/** The form of identifiers: 32 hexadecimal digits (old) or a UUID, and room for what an administrator may have imported. */
export const IDENTIFIER_MAX_LENGTH = 64;

/** Upper bounds of X.520, in characters. */
export const NAME_LENGTH = {
  commonName: 64,
  organization: 64,
  organizationUnit: 64,
  locality: 128,
  state: 128,
} as const;
