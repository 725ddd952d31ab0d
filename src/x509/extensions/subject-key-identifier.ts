/** Subject key identifier (RFC 5280 section 4.2.1.2): a short name of the certificate's key, by which chains are put together. */
import { hash } from 'node:crypto';
import { octetString, oid } from '../../crypto/der.js';
import { octetsOfBitString } from '../der-values.js';
import { readDer } from '../strict-der.js';
import { extension } from './extension.js';

export const subjectKeyIdentifierOid = '2.5.29.14';
const encodedOid = oid(subjectKeyIdentifierOid);

/** 20 octets: method 1 of RFC 7093 section 2, the leftmost 160 bits of the SHA-256 of the public key's BIT STRING. */
export function keyIdentifier(spkiDer: Buffer): Buffer {
  const [, publicKey] = readDer(spkiDer).children;
  return hash('sha256', octetsOfBitString(publicKey, 'public key'), 'buffer').subarray(0, 20);
}

export const subjectKeyIdentifier = (identifier: Uint8Array): Buffer =>
  extension(encodedOid, false, octetString(identifier));
