/** The encoding inside signatures: gateway.md section 2.4, which is RFC 3986 with upper-case hex. */

/** Every UTF-8 byte but `A-Z a-z 0-9 - _ . ~` becomes `%XX`. Takes well-formed text only, as `readParameters` gives it. */
export function percentEncode(text: string): string {
  if (isUnreserved(text)) return text;
  // encodeURIComponent leaves these five as well.
  return encodeURIComponent(text).replace(/[!'()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Whether encoding changes nothing. */
export function isUnreserved(text: string): boolean {
  return /^[A-Za-z0-9\-_.~]*$/.test(text);
}

/** The parameters sorted by decoded name, each written by `pair`, joined by `&`. */
export function canonicalPairs(
  parameters: ReadonlyMap<string, string>,
  pair: (name: string, value: string) => string,
): string {
  return [...parameters.keys()]
    .sort()
    .map(name => pair(name, parameters.get(name)!))
    .join('&');
}
