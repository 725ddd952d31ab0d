/**
 * Certificate revocation lists (RFC 5280 section 5), version 2 and direct: what the issuer has revoked, and only the issuer's. What a list
 * covers (everything, a part, or what is new since another) its extensions say. As with certificates, what is to be signed is encoded
 * first, then put together with its signature. Entries come encoded: there may be 100,000 of them, and whoever has so many encodes them
 * in pieces with `encodeRevoked`.
 */
import type { Algorithm } from '../crypto/algorithm.js';
import { bitString, context, integer, seq, seqOf } from '../crypto/der.js';
import { encodeTime } from './time.js';

export interface RevokedCertificate {
  /** Positive magnitude, big-endian. */
  readonly serialNumber: Uint8Array;
  readonly revokedAt: Date;
}

export interface TbsCertList {
  readonly issuerAlgorithm: Algorithm;
  readonly issuerDer: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** From `encodeRevoked`, in order; none where nothing is revoked. */
  readonly entries: readonly Uint8Array[];
  /** From the modules in `extensions/`, in the order in which they shall stand. */
  readonly extensions: readonly Uint8Array[];
}

/** version v2(1), which lists with extensions have to say. */
const VERSION_2 = integer(1);

/** DER of the TBSCertList. */
export function encodeTbsCertList(list: TbsCertList): Buffer {
  return seqOf([
    VERSION_2,
    list.issuerAlgorithm.signature.identifier,
    list.issuerDer,
    encodeTime(list.thisUpdate),
    encodeTime(list.nextUpdate),
    // Where nothing is revoked the list is absent, not empty (section 5.1.2.6). Entries say no reason: "unspecified" must not be written.
    ...(list.entries.some(({ length }) => length > 0) ? [seqOf(list.entries)] : []),
    context(0, seqOf(list.extensions)),
  ]);
}

/** DER of the CertificateList. */
export const assembleCertList = (tbsDer: Uint8Array, issuerAlgorithm: Algorithm, signature: Uint8Array): Buffer =>
  seq(tbsDer, issuerAlgorithm.signature.identifier, bitString(signature));

/** DER of one entry. */
export function encodeRevoked({ serialNumber, revokedAt }: RevokedCertificate): Buffer {
  return seq(integer(serialNumber), entryTime(revokedAt));
}

let lastTime: { readonly ms: number; readonly der: Buffer } = { ms: Number.NaN, der: Buffer.alloc(0) };

/** Much is revoked at once, and a time takes longer to encode than all else in an entry. */
function entryTime(time: Date): Buffer {
  const ms = time.getTime();
  if (ms !== lastTime.ms) lastTime = { ms, der: encodeTime(time) };
  return lastTime.der;
}
