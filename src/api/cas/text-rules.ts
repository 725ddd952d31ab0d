/** Lengths of this API's texts. Where cas-2020-06-30.md knows no limit, the numbers are those that its section 9 recommends. */

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
