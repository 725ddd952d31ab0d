/**
 * Certificate revocation lists (RFC 5280 section 5), version 2 and direct: what the issuer has revoked, and only the issuer's. What a list
 * covers (everything, a part, or what is new since another) its extensions say. As with certificates, what is to be signed is encoded
 * first, then put together with its signature. Entries come encoded: there may be 100,000 of them, and a caller with so many writes them
 * a few at a time.
 */
import type { Algorithm } from '../crypto/algorithm.js';
import { bitString, context, integer, seq, seqOf } from '../crypto/der.js';
import { encodeTime } from './time.js';

export interface TbsCertList {
  readonly issuerAlgorithm: Algorithm;
  readonly issuerDer: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** From a `RevokedWriter`, in order; none where nothing is revoked. */
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
    // Where nothing is revoked the list is absent, not empty (RFC 5280 section 5.1.2.6). Entries say no reason: "unspecified" must not be written.
    ...(list.entries.some(({ length }) => length > 0) ? [seqOf(list.entries)] : []),
    context(0, seqOf(list.extensions)),
  ]);
}

/** DER of the CertificateList. */
export const assembleCertList = (tbsDer: Uint8Array, issuerAlgorithm: Algorithm, signature: Uint8Array): Buffer =>
  seq(tbsDer, issuerAlgorithm.signature.identifier, bitString(signature));

/**
 * Writes entries one behind the other into buffers of a fixed size: 100,000 small buffers, one for each, would cost more than all else
 * about a list.
 */
export class RevokedWriter {
  readonly #full: Buffer[] = [];
  #buffer: Buffer = NOTHING;
  #end = 0;

  /** @param serialNumber positive, hexadecimal, of even length and without a leading 00 */
  add(serialNumber: string, revokedAt: Date): void {
    if (this.#buffer.length - this.#end < MAX_ENTRY_BYTES) this.#begin();
    const buffer = this.#buffer;
    const time = entryTime(revokedAt);
    // A leading one bit would read as a sign.
    const signBytes = serialNumber.charCodeAt(0) >= EIGHT ? 1 : 0;
    const serialBytes = serialNumber.length / 2 + signBytes;
    let at = this.#end;
    buffer[at++] = SEQUENCE;
    buffer[at++] = 2 + serialBytes + time.length;
    buffer[at++] = INTEGER;
    buffer[at++] = serialBytes;
    if (signBytes === 1) buffer[at++] = 0;
    at += buffer.write(serialNumber, at, 'hex');
    at += time.copy(buffer, at);
    this.#end = at;
  }

  /** The buffers, which later entries do not change. */
  get pieces(): readonly Buffer[] {
    return this.#end === 0 ? this.#full : [...this.#full, this.#buffer.subarray(0, this.#end)];
  }

  #begin(): void {
    if (this.#end > 0) this.#full.push(this.#buffer.subarray(0, this.#end));
    this.#buffer = Buffer.allocUnsafeSlow(PIECE_BYTES);
    this.#end = 0;
  }
}

const NOTHING = Buffer.alloc(0);
const PIECE_BYTES = 16 * 1024;
/** A serial number of 20 octets with its sign, and a GeneralizedTime, with their headers. */
const MAX_ENTRY_BYTES = 2 + 2 + 21 + 17;
const SEQUENCE = 0x30;
const INTEGER = 0x02;
/** The digit 8; letters come after it. */
const EIGHT = 0x38;

let lastTime: { readonly second: number; readonly der: Buffer } = { second: Number.NaN, der: NOTHING };

/** Much is revoked at once, and a time takes longer to encode than all else in an entry. */
function entryTime(time: Date): Buffer {
  const second = Math.floor(time.getTime() / 1000);
  if (second !== lastTime.second) lastTime = { second, der: encodeTime(time) };
  return lastTime.der;
}
