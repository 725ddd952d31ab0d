/** Other people's text in messages: short, and with nothing that a terminal or a page would interpret. */
import { shortened } from './first-characters.js';

/** Controls, format characters (among them those that turn the direction of text), halves of pairs, separators of lines. */
const unprintable = /[\p{C}\p{Zl}\p{Zp}]/u;
const allUnprintable = new RegExp(unprintable, 'gu');

const MOST_QUOTED = 64;

const number = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** A value in quotation marks, of at most 64 characters; what cannot be printed stands in it by number: `"a<U+0000>b"`. */
export const quoted = (text: string): string =>
  `"${shortened(text, MOST_QUOTED).replace(allUnprintable, character => `<${number(character)}>`)}"`;

/** One character: `"*"`, `"é" (U+00E9)`, and only `U+0000` where it cannot be printed. */
export function characterText(character: string): string {
  if (unprintable.test(character)) return number(character);
  return /^[\x21-\x7e]$/.test(character) ? `"${character}"` : `"${character}" (${number(character)})`;
}
