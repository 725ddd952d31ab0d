/** The encoding inside signatures: wire/gateway.md section 2.4, which is RFC 3986 with upper-case hex. */

/**
 * Every UTF-8 byte but `A-Z a-z 0-9 - _ . ~` becomes `%XX`. Takes well-formed text only, as `readParameters` gives it. What has any of `!'()*`,
 * which encodeURIComponent leaves, is encoded in one walk: replacing them by a pattern takes a fifth of a second for a megabyte of them.
 */
export function percentEncode(text: string): string {
  return /[!'()*]/.test(text) ? encodeBytes(text) : encodeURIComponent(text);
}

function encodeBytes(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  const encoded = Buffer.allocUnsafe(3 * bytes.length);
  let end = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (unreserved[byte] === 1) encoded[end++] = byte;
    else {
      encoded[end++] = PERCENT;
      encoded[end++] = hexDigits[byte >> 4]!;
      encoded[end++] = hexDigits[byte & 15]!;
    }
  }
  return encoded.toString('latin1', 0, end);
}

const PERCENT = 0x25;
const hexDigits = Buffer.from('0123456789ABCDEF');
/** 1 for each byte that stays as it is. */
const unreserved = Uint8Array.from({ length: 256 }, (_, byte) => (isUnreserved(String.fromCharCode(byte)) ? 1 : 0));

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
