/** SHA-256 and HMAC-SHA256 by WebCrypto, in lower-case hex. */

const utf8 = new TextEncoder();

/**
 * Whether the browser gives cryptography to this page: only over HTTPS and on the machine's own address (the secure contexts of
 * the Web Cryptography API).
 */
export function canSign(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

export async function sha256Hex(content: string): Promise<string> {
  return toHex(await crypto.subtle.digest('SHA-256', utf8.encode(content)));
}

/** Rejects with `RangeError` for an empty key, which WebCrypto knows no word for. */
export async function hmacSha256Hex(key: string, text: string): Promise<string> {
  if (key === '') throw new RangeError('the AccessKey secret is empty');
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', utf8.encode(key), algorithm, false, ['sign']);
  return toHex(await crypto.subtle.sign('HMAC', imported, utf8.encode(text)));
}

export function toHex(bytes: ArrayBuffer | Uint8Array): string {
  const view = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
  return Array.from(view, byte => byte.toString(16).padStart(2, '0')).join('');
}
