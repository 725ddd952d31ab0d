/**
 * What texts that people choose may hold, for all products: names, remarks, tags.
 *
 * Three kinds of characters are refused everywhere. Control characters (`\p{Cc}`) break logs, command terminals, and (U+0000) cannot be
 * stored everywhere. Those that set the direction of writing (`\p{Bidi_Control}`) make one name look like another, and a line of a
 * list read backwards (Unicode Standard Annex 9 section 2, Technical Report 36 section 2.5). Blanks alone are no name.
 *
 * The classes are written out, since API descriptions carry them and not every regular-expression engine has `\p{…}`;
 * text-rules.test.ts compares them with Unicode's.
 */
import { inWords } from './worded-pattern.js';

const CONTROLS = '\\x00-\\x1f\\x7f-\\x9f';
/** The same without tab, line feed and carriage return. */
const CONTROLS_BUT_LINES = '\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f';
const DIRECTIONS = '\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069';
/** `\p{Z}`, and the byte order mark, which JavaScript takes for a blank too. */
const BLANKS = '\\x20\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff';

const PRINTED = `[^${CONTROLS}${DIRECTIONS}]`;
const NOT_ONLY_BLANKS = `[${BLANKS}]*[^${CONTROLS}${DIRECTIONS}${BLANKS}]${PRINTED}*`;
const NO_CONTROLS = 'no control characters, none that turn the direction of writing';

/** Letters of any script, at least one of which is not blank. */
export const PRINTABLE = inWords(new RegExp(NOT_ONLY_BLANKS, 'u'), `${NO_CONTROLS}, and not only blanks`);

/** The same, or only blanks, or nothing. */
export const PRINTABLE_OR_EMPTY = inWords(new RegExp(`${PRINTED}*`, 'u'), NO_CONTROLS);

/** As `PRINTABLE`, or nothing at all. */
export const PRINTABLE_OR_NONE = inWords(
  new RegExp(`(?:${NOT_ONLY_BLANKS})?`, 'u'),
  `${NO_CONTROLS}, and not only blanks`,
);

/** A remark, which may have several lines. */
export const FREE_TEXT = inWords(
  new RegExp(`[^${CONTROLS_BUT_LINES}${DIRECTIONS}]*`, 'u'),
  'no control characters but tabs and line ends, none that turn the direction of writing',
);

/** What identifiers and tokens may be made of. An identifier of another form than ours is refused no earlier: it is just not found. */
export const VISIBLE_ASCII = inWords(/[\x21-\x7e]+/, 'printable ASCII without spaces');
