/** Bytes as people read them. */

export type Notation = 'text' | 'hex' | 'base64';

/** More than that nobody reads on a page; the download has all. */
const MOST_SHOWN = 4096;

/** The notations that a value has: what is no UTF-8, or holds controls, has no text. */
export function notationsOf(bytes: Uint8Array): readonly Notation[] {
  return asText(bytes) === undefined ? ['hex', 'base64'] : ['text', 'hex', 'base64'];
}

/** The whole value in a notation. */
export function written(bytes: Uint8Array, notation: Notation): string {
  switch (notation) {
    case 'text':
      return asText(bytes) ?? '';
    case 'hex':
      return toHex(bytes);
    case 'base64':
      return toBase64(bytes);
  }
}

/** What of it is shown, the hexadecimal digits in groups of two octets. */
export function shownPart(bytes: Uint8Array, notation: Notation): { readonly text: string; readonly isWhole: boolean } {
  const isWhole = bytes.length <= MOST_SHOWN;
  // Whole groups of Base64, whole lines of hex.
  const part = isWhole ? bytes : bytes.subarray(0, notation === 'base64' ? 4095 : MOST_SHOWN);
  if (notation === 'text') {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(part, { stream: !isWhole });
    return { text, isWhole };
  }
  const text = written(part, notation);
  return { text: notation === 'hex' ? text.replace(/.{4}(?=.)/g, '$& ') : text, isWhole };
}

export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  // One call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, octet => octet.toString(16).padStart(2, '0')).join('');
}

function asText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return /[^\P{C}\n\r\t]/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
