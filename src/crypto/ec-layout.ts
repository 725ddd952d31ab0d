/**
 * Key pairs on one named curve, in the one layout that OpenSSL writes and that we store: PKCS #8 (RFC 5958) around ECPrivateKey (RFC 5915)
 * without its optional parameters and with the public key, and SubjectPublicKeyInfo (RFC 5480) with an uncompressed point.
 *
 * All lengths are fixed by the curve, so both are constants with holes: filling the holes takes a microsecond, where exporting
 * a key through OpenSSL 3 takes 150 to 400, and for P-256 that is several times what generating it takes.
 */
import { algorithmIdentifier, bitString, context, integer, octetString, oid, seq } from './der.js';

const EC_PUBLIC_KEY = '1.2.840.10045.2.1';
const UNCOMPRESSED = 0x04;

export interface EcKeyParts {
  /** The private scalar, big-endian, as long as a coordinate. */
  readonly d: Buffer;
  readonly x: Buffer;
  readonly y: Buffer;
}

export interface EcLayout {
  readonly publicKeyIdentifier: Buffer;
  /** PKCS #8. A scalar that begins with zeros may come shorter than a coordinate. `xy` is the point without its leading 04. */
  pkcs8(d: Uint8Array, xy: Uint8Array): Buffer;
  spki(xy: Uint8Array): Buffer;
  /** The reverse of `pkcs8`, as views into it; throws when the bytes are in any other layout. */
  parts(pkcs8Der: Buffer): EcKeyParts;
}

export function ecLayout(curveOid: string, coordinateBytes: number): EcLayout {
  const point = Buffer.alloc(1 + 2 * coordinateBytes);
  point[0] = UNCOMPRESSED;
  const publicKeyIdentifier = algorithmIdentifier(EC_PUBLIC_KEY, oid(curveOid));
  const spkiTemplate = seq(publicKeyIdentifier, bitString(point));
  const publicPart = context(1, bitString(point));
  const ecPrivateKey = seq(integer(1), octetString(Buffer.alloc(coordinateBytes)), publicPart);
  const pkcs8Template = seq(integer(0), publicKeyIdentifier, octetString(ecPrivateKey));
  const xyAt = pkcs8Template.length - 2 * coordinateBytes;
  const dAt = pkcs8Template.length - publicPart.length - coordinateBytes;

  return Object.freeze({
    publicKeyIdentifier,
    pkcs8(d: Uint8Array, xy: Uint8Array) {
      const der = Buffer.from(pkcs8Template);
      der.set(d, dAt + coordinateBytes - d.length);
      der.set(xy, xyAt);
      return der;
    },
    spki(xy: Uint8Array) {
      const der = Buffer.from(spkiTemplate);
      der.set(xy, der.length - 2 * coordinateBytes);
      return der;
    },
    parts(pkcs8Der: Buffer) {
      const between = dAt + coordinateBytes;
      const fits =
        pkcs8Der.length === pkcs8Template.length &&
        pkcs8Der.subarray(0, dAt).equals(pkcs8Template.subarray(0, dAt)) &&
        pkcs8Der.subarray(between, xyAt).equals(pkcs8Template.subarray(between, xyAt));
      if (!fits) throw new Error('The private key is not in the layout in which this server stores keys of its curve.');
      return {
        d: pkcs8Der.subarray(dAt, between),
        x: pkcs8Der.subarray(xyAt, xyAt + coordinateBytes),
        y: pkcs8Der.subarray(xyAt + coordinateBytes),
      };
    },
  });
}
