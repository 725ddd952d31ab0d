/** A short text that changes when what a CRL revokes does, and not when it is signed anew. */
import { sha256Hex } from '../crypto/digest.js';
import { revokedEntriesDer } from '../x509/crl-reader.js';

const kept = new WeakMap<Buffer, string>();

/** SHA-256 over the entries as they are encoded: serial numbers and times, in the order of the list. A list is hashed once. */
export function crlEntriesHash(crlDer: Buffer): string {
  let hash = kept.get(crlDer);
  if (hash === undefined) {
    hash = sha256Hex(revokedEntriesDer(crlDer));
    kept.set(crlDer, hash);
  }
  return hash;
}
