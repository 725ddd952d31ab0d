/**
 * Which characters a source text does not show as they are: control and format characters (some turn the direction of writing
 * around, so that a program would not be what it looks like), separators other than the blank, and what is not assigned.
 */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

/** The text with every such character replaced by what `escaped` makes of its code point. */
export function escapeInvisible(text: string, escaped: (codePoint: number) => string): string {
  return text.replace(INVISIBLE, character => escaped(character.codePointAt(0) ?? 0));
}

/** The code point in hex with at least so many digits. */
export function hex(codePoint: number, digits: number): string {
  return codePoint.toString(16).padStart(digits, '0');
}
