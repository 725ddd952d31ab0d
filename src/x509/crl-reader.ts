/**
 * Takes out of a CRL of ours what it revokes (RFC 5280 section 5.1). A list of a hundred thousand entries is not decoded for that: its
 * parts are passed over by their lengths.
 */
import { tags } from './strict-der.js';

/** The DER of `revokedCertificates`; empty where nothing is revoked. `crlDer` is one that was made here. */
export function revokedEntriesDer(crlDer: Buffer): Buffer {
  const list = elementAt(crlDer, 0);
  const tbs = elementAt(crlDer, list.contentStart);
  // version, signature, issuer, thisUpdate, nextUpdate
  let at = tbs.contentStart;
  for (let i = 0; i < 5; i++) at = elementAt(crlDer, at).end;
  if (at >= tbs.end) return Buffer.alloc(0);
  const entries = elementAt(crlDer, at);
  return entries.tag === tags.sequence ? crlDer.subarray(at, entries.end) : Buffer.alloc(0);
}

function elementAt(
  der: Buffer,
  start: number,
): { readonly tag: number; readonly contentStart: number; readonly end: number } {
  const [tag = 0, first = 0] = der.subarray(start, start + 2);
  const octets = first < 0x80 ? 0 : first & 0x7f;
  const contentStart = start + 2 + octets;
  const length = octets === 0 ? first : der.readUIntBE(start + 2, octets);
  return { tag, contentStart, end: contentStart + length };
}
