/**
 * PKCS #12 files (RFC 7292) of client keys. They are encrypted with 3DES, which WebCrypto does not have and which the official clients need (the Go one reads
 * nothing newer), so a library does it. It is a chunk of its own: `import()` it when a file is to be opened.
 */
import forge from 'node-forge/lib/forge.js';
import 'node-forge/lib/pkcs12.js';
import type { ClientKeyFile } from './client-key-file';

export type Opened = { readonly privateKey: CryptoKey } | { readonly refused: 'password' | 'content' };

/** The private key for signatures, which no script can take out of the browser again. */
export async function openPkcs12({ pkcs12: file }: ClientKeyFile, password: string): Promise<Opened> {
  let pkcs8: Uint8Array<ArrayBuffer> | undefined;
  try {
    pkcs8 = privateKeyIn(file, password);
  } catch (fault) {
    return { refused: /password/i.test(String(fault)) ? 'password' : 'content' };
  }
  if (!pkcs8) return { refused: 'content' };
  try {
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    return { privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']) };
  } catch {
    return { refused: 'content' };
  } finally {
    pkcs8.fill(0);
  }
}

/** PKCS #8. Throws where the password is wrong or the file is none. */
function privateKeyIn(file: Uint8Array, password: string): Uint8Array<ArrayBuffer> | undefined {
  const { asn1, pkcs12, pki } = forge;
  const opened = pkcs12.pkcs12FromAsn1(asn1.fromDer(octetsOf(file)), password);
  const bags = opened.safeContents.flatMap(({ safeBags }) => safeBags);
  const { key } = bags.find(bag => bag.key) ?? {};
  if (!key) return undefined;
  const der = asn1.toDer(pki.wrapRsaPrivateKey(pki.privateKeyToAsn1(key))).getBytes();
  return Uint8Array.from(der, character => character.charCodeAt(0));
}

/** The library's bytes are texts of one character each. */
const octetsOf = (bytes: Uint8Array): string => Array.from(bytes, octet => String.fromCharCode(octet)).join('');
