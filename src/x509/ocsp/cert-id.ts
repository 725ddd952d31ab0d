/**
 * CertID (RFC 6960 section 4.1.1): a certificate, named by digests of its issuer's name and key and by its serial number. The digest is
 * of the client's choice; it only has to be computed the same way, so SHA-1 does no harm here.
 */
import { hash } from 'node:crypto';
import { childrenOf, contentOf, malformed, octetsOfBitString, oidOf } from '../der-values.js';
import { type DerElement, readDer, tags } from '../strict-der.js';

export interface CertId {
  /** As it came: an answer repeats these very bytes. */
  readonly der: Buffer;
  /** Identifier of the digest, in dotted form. */
  readonly hashOid: string;
  readonly issuerNameHash: Buffer;
  readonly issuerKeyHash: Buffer;
  /** Positive magnitude without leading zeros; undefined for a number that no certificate has, zero or below. */
  readonly serialNumber: Buffer | undefined;
}

/** The digests that clients use, by identifier: RFC 5019 has SHA-1 only, RFC 9654 SHA-256, Chinese clients SM3 (GB/T 33560). */
const digests: ReadonlyMap<string, string> = new Map([
  ['1.3.14.3.2.26', 'sha1'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
  ['1.2.156.10197.1.401', 'sm3'],
]);

/** Throws `InvalidDer`. */
export function readCertId(element: DerElement | undefined): CertId {
  const [algorithm, nameHash, keyHash, serial] = childrenOf(element, tags.sequence, 'CertID', 4, 4);
  const [id, parameters] = childrenOf(algorithm, tags.sequence, 'hash algorithm', 1, 2);
  if (parameters && parameters.tag !== tags.null) throw malformed('hash algorithm');
  const number = contentOf(serial, tags.integer, 'serial number');
  const positive = (number[0] as number) < 0x80 && !number.equals(Buffer.of(0));
  return {
    der: (element as DerElement).bytes,
    hashOid: oidOf(id, 'hash algorithm'),
    issuerNameHash: contentOf(nameHash, tags.octetString, 'issuer name hash'),
    issuerKeyHash: contentOf(keyHash, tags.octetString, 'issuer key hash'),
    serialNumber: positive ? number.subarray(number[0] === 0 ? 1 : 0) : undefined,
  };
}

/** An issuer as CertIDs name it; its digests are computed when they are first asked for. */
export class IssuerDigests {
  readonly #kept = new Map<string, readonly [name: Buffer, key: Buffer]>();
  readonly #publicKey: Buffer;

  /** @param nameDer of its name @param spkiDer of its public key, of which the content of the BIT STRING counts */
  constructor(
    private readonly nameDer: Buffer,
    spkiDer: Buffer,
  ) {
    this.#publicKey = publicKeyOctets(spkiDer);
  }

  /** Whether the certificate that is meant is one of this issuer. */
  match({ hashOid, issuerNameHash, issuerKeyHash }: CertId): boolean {
    const digest = digests.get(hashOid);
    if (digest === undefined) return false;
    const [name, key] = this.#of(digest);
    return name.equals(issuerNameHash) && key.equals(issuerKeyHash);
  }

  #of(digest: string): readonly [name: Buffer, key: Buffer] {
    let pair = this.#kept.get(digest);
    if (!pair) {
      pair = [hash(digest, this.nameDer, 'buffer'), hash(digest, this.#publicKey, 'buffer')];
      this.#kept.set(digest, pair);
    }
    return pair;
  }
}

/** KeyHash of a ResponderID (RFC 6960 section 4.2.1): SHA-1 of the public key, whatever the key signs with. */
export const responderKeyHash = (spkiDer: Buffer): Buffer => hash('sha1', publicKeyOctets(spkiDer), 'buffer');

function publicKeyOctets(spkiDer: Buffer): Buffer {
  return octetsOfBitString(readDer(spkiDer).children[1], 'public key');
}
