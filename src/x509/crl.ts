/**
 * Certificate revocation lists (RFC 5280 section 5), version 2, complete and direct: every certificate that the issuer has revoked, and
 * only the issuer's. As with certificates, what is to be signed is encoded first, then put together with its signature.
 */
import type { Algorithm } from '../crypto/algorithm.js';
import { bitString, context, integer, seq, seqOf } from '../crypto/der.js';
import { authorityKeyIdentifier } from './extensions/authority-key-identifier.js';
import { crlNumber } from './extensions/crl-number.js';
import { encodeTime } from './time.js';

export interface RevokedCertificate {
  /** Positive magnitude, big-endian. */
  readonly serialNumber: Uint8Array;
  readonly revokedAt: Date;
}

export interface TbsCertList {
  readonly issuerAlgorithm: Algorithm;
  readonly issuerDer: Uint8Array;
  readonly issuerKeyIdentifier: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** Higher than in every earlier list of the issuer. */
  readonly number: number;
  readonly revoked: readonly RevokedCertificate[];
}

/** version v2(1), which lists with extensions have to say. */
const VERSION_2 = integer(1);

/** DER of the TBSCertList. */
export function encodeTbsCertList(list: TbsCertList): Buffer {
  const extensions = [authorityKeyIdentifier(list.issuerKeyIdentifier), crlNumber(list.number)];
  return seqOf([
    VERSION_2,
    list.issuerAlgorithm.signature.identifier,
    list.issuerDer,
    encodeTime(list.thisUpdate),
    encodeTime(list.nextUpdate),
    // Where nothing is revoked the list is absent, not empty (section 5.1.2.6). Entries say no reason: "unspecified" must not be written.
    ...(list.revoked.length > 0 ? [seqOf(list.revoked.map(encodeEntry))] : []),
    context(0, seqOf(extensions)),
  ]);
}

/** DER of the CertificateList. */
export const assembleCertList = (tbsDer: Uint8Array, issuerAlgorithm: Algorithm, signature: Uint8Array): Buffer =>
  seq(tbsDer, issuerAlgorithm.signature.identifier, bitString(signature));

const encodeEntry = ({ serialNumber, revokedAt }: RevokedCertificate): Buffer =>
  seq(integer(serialNumber), encodeTime(revokedAt));
