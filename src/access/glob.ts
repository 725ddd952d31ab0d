/**
 * Wildcards of the RAM policy language (wire/ram-sts.md section 3): `*` stands for any number of characters including none and crosses `:` and `/`,
 * `?` for exactly one character; there is no other wildcard and no escape. A pattern always has to cover the whole text.
 *
 * Patterns come from policy authors and texts from callers, so a match must stay cheap whatever the two are: a pattern is
 * cut at its stars once, and the pieces are then looked for from left to right, each no further than where it first ends.
 * That never goes back, unlike a regular expression with several `.*`. A piece with `?` is looked for with one bit per
 * character of the piece (the Shift-And algorithm), so a long piece costs one step per 32 of its characters and place.
 */

/** Says whether a text is covered. */
export type TextMatcher = (text: string) => boolean;

export interface GlobOptions {
  /** Letters match regardless of case. Default: they do not. */
  readonly ignoreCase?: boolean;
}

/** Compiles one pattern. Every string is a pattern; the empty one covers the empty text only. */
export function compileGlob(pattern: string, { ignoreCase = false }: GlobOptions = {}): TextMatcher {
  const match = compileFolded(ignoreCase ? pattern.toLowerCase() : pattern);
  return ignoreCase ? text => match(text.toLowerCase()) : match;
}

/** Compiles a list of patterns of which one has to match; an empty list covers nothing. */
export function compileGlobs(patterns: readonly string[], { ignoreCase = false }: GlobOptions = {}): TextMatcher {
  const folded = ignoreCase ? patterns.map(pattern => pattern.toLowerCase()) : patterns;
  if (folded.includes('*')) return () => true;
  const literals = new Set(folded.filter(pattern => !/[*?]/.test(pattern)));
  const globs = folded.filter(pattern => !literals.has(pattern)).map(compileFolded);
  const match = (text: string) => (literals.size > 0 && literals.has(text)) || globs.some(glob => glob(text));
  return ignoreCase ? text => match(lowerCase(text)) : match;
}

let lastText = '';
let lastLowerCase = '';

/** In lower case. The statements of all policies are asked about the same action, one after the other. */
function lowerCase(text: string): string {
  if (text !== lastText) {
    lastLowerCase = text.toLowerCase();
    lastText = text;
  }
  return lastLowerCase;
}

function compileFolded(pattern: string): TextMatcher {
  if (pattern === '*') return () => true;
  const pieces = pattern.split('*').map(compilePiece);
  const first = pieces[0]!;
  const last = pieces.at(-1)!;
  if (pieces.length === 1) return text => first.endAt(text, 0) === text.length;

  const middle = pieces.slice(1, -1).filter(piece => piece.length > 0);
  return text => {
    let end = first.endAt(text, 0);
    if (end < 0) return false;
    for (const piece of middle) {
      end = piece.endAfter(text, end);
      if (end < 0) return false;
    }
    const lastStart = last.startBefore(text);
    return lastStart >= end && last.endAt(text, lastStart) === text.length;
  };
}

/** What stands between two stars. Positions are UTF-16 indices, -1 where there is none; characters are code points. */
interface Piece {
  /** In characters. */
  readonly length: number;
  /** Where a match that begins exactly at `start` ends. */
  endAt(text: string, start: number): number;
  /** Where the first match that begins at `start` or later ends. */
  endAfter(text: string, start: number): number;
  /** Where a match that reaches to the end of the text would have to begin. */
  startBefore(text: string): number;
}

function compilePiece(piece: string): Piece {
  return piece.includes('?') ? pieceWithHoles(piece) : literalPiece(piece);
}

function literalPiece(piece: string): Piece {
  const endFrom = (start: number) => (start < 0 ? -1 : start + piece.length);
  return {
    length: piece.length,
    endAt: (text, start) => (text.startsWith(piece, start) ? endFrom(start) : -1),
    endAfter: (text, start) => endFrom(text.indexOf(piece, start)),
    startBefore: text => text.length - piece.length,
  };
}

const anyCharacter = '?'.codePointAt(0);

function pieceWithHoles(piece: string): Piece {
  const characters = Array.from(piece, character => character.codePointAt(0)!);
  const { length } = characters;
  const words = Math.ceil(length / 32);
  const holes = new Int32Array(words);
  const masks = new Map<number, Int32Array>();
  characters.forEach((character, place) => {
    if (character === anyCharacter) holes[place >>> 5]! |= 1 << (place & 31);
  });
  characters.forEach((character, place) => {
    if (character === anyCharacter) return;
    const mask = masks.get(character) ?? holes.slice();
    mask[place >>> 5]! |= 1 << (place & 31);
    masks.set(character, mask);
  });
  const lastWord = words - 1;
  const lastBit = 1 << ((length - 1) & 31);

  return {
    length,
    endAt(text, start) {
      let index = start;
      for (const character of characters) {
        const found = text.codePointAt(index);
        if (found === undefined || (character !== anyCharacter && character !== found)) return -1;
        index += widthOf(found);
      }
      return index;
    },
    endAfter(text, start) {
      // Bit n of `reached` is set when the last n + 1 characters read are the first n + 1 of the piece.
      const reached = new Int32Array(words);
      for (let index = start; index < text.length; ) {
        const found = text.codePointAt(index)!;
        index += widthOf(found);
        const mask = masks.get(found) ?? holes;
        let carry = 1;
        for (let word = 0; word < words; word++) {
          const before = reached[word]!;
          reached[word] = ((before << 1) | carry) & mask[word]!;
          carry = before >>> 31;
        }
        if (reached[lastWord]! & lastBit) return index;
      }
      return -1;
    },
    startBefore(text) {
      let index = text.length;
      for (let left = length; left > 0; left--) {
        if (index <= 0) return -1;
        index -= index >= 2 && text.codePointAt(index - 2)! > 0xffff ? 2 : 1;
      }
      return index;
    },
  };
}

function widthOf(character: number): number {
  return character > 0xffff ? 2 : 1;
}
