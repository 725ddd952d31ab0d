/** PEM texts (RFC 7468): the blocks in one, by label. */

export interface PemBlock {
  readonly label: string;
  /** From BEGIN to END, with a line end. */
  readonly text: string;
  readonly der: Uint8Array<ArrayBuffer>;
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/g;

/** Blocks whose content is not Base64 are left out. */
export function pemBlocks(text: string): PemBlock[] {
  return [...text.matchAll(BLOCK)].flatMap(([whole, label = '', content = '']) => {
    const der = fromBase64(content.replace(/\s/g, ''));
    return der ? [{ label, text: `${whole}\n`, der }] : [];
  });
}

export function isPem(text: string): boolean {
  return text.trimStart().startsWith('-----BEGIN ') && pemBlocks(text).length > 0;
}

/** Undefined for what is not Base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), character => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
