/** Patterns of texts that say in words what they ask for: a regular expression of Unicode classes tells a reader of pages nothing. */

export type WordedPattern = RegExp & { readonly words?: string };

/** The pattern, which pages show as these words. */
export function inWords(pattern: RegExp, words: string): WordedPattern {
  return Object.assign(new RegExp(pattern), { words });
}
