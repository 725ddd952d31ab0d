/**
 * The first `count` characters of a text. Cutting a string by its units would leave half of a character beyond U+FFFF at the end, which
 * has no UTF-8 form: no certificate, no database and no answer can hold it.
 */
export function firstCharacters(text: string, count: number): string {
  if (text.length <= count) return text;
  return [...text.slice(0, 2 * count)].slice(0, count).join('');
}

/** The text, or its first `count` characters and an ellipsis: for messages, which a long value would drown. */
export function shortened(text: string, count: number): string {
  const cut = firstCharacters(text, count);
  return cut.length < text.length ? `${cut}…` : text;
}
