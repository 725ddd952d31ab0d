/**
 * Certificates (RFC 5280 section 4.1), in the two steps in which they come to be: what is to be signed, and that with its signature. It
 * encodes exactly what it is given; names, keys, extensions and the identifier of the signature arrive as DER, so that what is the same
 * for every certificate of a CA is encoded once.
 */
import type { Algorithm } from '../crypto/algorithm.js';
import { bitString, context, integer, seq, seqOf } from '../crypto/der.js';
import { encodeTime } from './time.js';

export interface TbsCertificate {
  /** Positive magnitude, big-endian. */
  readonly serialNumber: Uint8Array;
  /** Algorithm of the issuer's key: its signature scheme is named inside what is signed. */
  readonly issuerAlgorithm: Algorithm;
  readonly issuerDer: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly subjectDer: Uint8Array;
  readonly spkiDer: Uint8Array;
  /** From the modules in `extensions/`, in the order in which they shall stand. */
  readonly extensions: readonly Uint8Array[];
}

/** version [0] EXPLICIT v3(2); every certificate here has extensions. */
const VERSION_3 = context(0, integer(2));

/** DER of the TBSCertificate. */
export function encodeTbsCertificate(tbs: TbsCertificate): Buffer {
  return seq(
    VERSION_3,
    integer(tbs.serialNumber),
    tbs.issuerAlgorithm.signature.identifier,
    tbs.issuerDer,
    seq(encodeTime(tbs.notBefore), encodeTime(tbs.notAfter)),
    tbs.subjectDer,
    tbs.spkiDer,
    context(3, seqOf(tbs.extensions)),
  );
}

/** DER of the Certificate. `issuerAlgorithm` must be the one inside `tbsDer` (RFC 5280 section 4.1.1.2). */
export const assembleCertificate = (tbsDer: Uint8Array, issuerAlgorithm: Algorithm, signature: Uint8Array): Buffer =>
  seq(tbsDer, issuerAlgorithm.signature.identifier, bitString(signature));
