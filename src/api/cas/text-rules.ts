/** What texts of this API may hold. Where cas-2020-06-30.md knows no limit, the numbers are those that its section 9 recommends. */

/**
 * Any letters of any script, at least one of which is not blank. No control characters, which have no place in a name, break logs, and
 * (U+0000) cannot be stored everywhere; no halves of surrogate pairs, which JSON can write and UTF-8 cannot.
 */
export const PRINTABLE = /[\p{Z}\uFEFF]*[^\p{Cc}\p{Cs}\p{Z}\uFEFF][^\p{Cc}\p{Cs}]*/u;

/** The same, or nothing. */
export const PRINTABLE_OR_EMPTY = /[^\p{Cc}\p{Cs}]*/u;

/** What an identifier may be made of: anything of ASCII that can be seen. One of another form is simply not found. */
export const VISIBLE_ASCII = /[\x21-\x7e]+/;

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
