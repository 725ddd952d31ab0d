/**
 * What an EncryptionContext adds to a ciphertext: additional data of the authentication, which decryption has to be given again (wire/kms.md
 * section 17.2).
 */
import { createHash } from 'node:crypto';

export type EncryptionContext = Readonly<Record<string, string>>;

const NONE = Buffer.alloc(0);

/**
 * The same for equivalent maps, whatever their order, and different for all others. No pairs: no data.
 *
 * It is SHA-256 of `k1=v1&k2=v2`, by keys in their order, as the vendor's SDK for moving ciphertexts makes it. That says one thing of two
 * maps where a key or a value has `=` or `&` in it ({a: '1&b=2'} and {a: '1', b: '2'}): such maps are written as JSON behind a zero octet, with
 * which nothing of the first form begins.
 */
export function additionalData(context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).sort(([one], [other]) => (one < other ? -1 : 1));
  if (pairs.length === 0) return NONE;
  const isPlain = pairs.every(pair => pair.every(text => !/[=&]/.test(text)) && pair[0] !== '');
  const text = isPlain ? pairs.map(([key, value]) => `${key}=${value}`).join('&') : `\0${JSON.stringify(pairs)}`;
  return createHash('sha256').update(text).digest();
}
