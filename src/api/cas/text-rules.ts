/** What texts of this API may hold. Where cas-2020-06-30.md knows no limit, the numbers are those that its section 9 recommends. */
import { inWords } from '../../spec/worded-pattern.js';

/**
 * Any letters of any script, at least one of which is not blank. No control characters, which have no place in a name, break logs, and
 * (U+0000) cannot be stored everywhere.
 */
export const PRINTABLE = inWords(
  /[\p{Z}\uFEFF]*[^\p{Cc}\p{Z}\uFEFF][^\p{Cc}]*/u,
  'no control characters, and not only blanks',
);

/** The same, or nothing. */
export const PRINTABLE_OR_EMPTY = inWords(/[^\p{Cc}]*/u, 'no control characters');

/** As `PRINTABLE`, or nothing at all. */
export const PRINTABLE_OR_NONE = inWords(
  /(?:[\p{Z}\uFEFF]*[^\p{Cc}\p{Z}\uFEFF][^\p{Cc}]*)?/u,
  'no control characters, and not only blanks',
);

/** What identifiers and tokens may be made of. An identifier of another form than ours is refused no earlier: it is just not found. */
export const VISIBLE_ASCII = inWords(/[\x21-\x7e]+/, 'printable ASCII without spaces');

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
