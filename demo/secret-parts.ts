/** What would give a private key away, wherever it turned up. */
import { createPrivateKey } from 'node:crypto';

/** The private number of a PEM key as bytes, and a line of the PEM that holds a part of it. */
export function secretParts(pem: string): Buffer[] {
  const lines = pem.split('\n').filter(line => line !== '' && !line.startsWith('-----'));
  const der = Buffer.from(lines.join(''), 'base64');
  // The last line but one lies behind the public numbers in RSA keys, and across the private one in keys of 256-bit curves.
  return [privateNumber(pem, der), Buffer.from(lines.at(-2) ?? '')];
}

function privateNumber(pem: string, der: Buffer): Buffer {
  // ECPrivateKey, RFC 5915: version 1, then an OCTET STRING of 32 bytes. Node cannot export SM2 keys any other way.
  const start = der.indexOf(Buffer.from('0201010420', 'hex'));
  if (start > 0) return der.subarray(start + 5, start + 37);
  return Buffer.from(createPrivateKey(pem).export({ format: 'jwk' }).d ?? '', 'base64url');
}
