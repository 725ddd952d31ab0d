/**
 * The signature schemes that certificates and requests are checked with. What our own keys sign with is the SHA-256 (or SM3) one of each
 * family; the longer digests are there for requests that others made.
 *
 * Identifiers: RFC 4055 section 5 (RSA, parameters NULL), RFC 5758 section 3.2 (ECDSA, no parameters), GB/T 33560 and
 * RFC 8998 (SM2, no parameters).
 */
import { verify } from 'node:crypto';
import type { Family, SignatureScheme } from './algorithm.js';
import { algorithmIdentifier, nullValue } from './der.js';
import { verifySm2 } from './sm2-signature.js';

function scheme(
  name: string,
  family: Family,
  oid: string,
  identifier: Buffer,
  check: SignatureScheme['verify'],
): SignatureScheme {
  return Object.freeze({
    name,
    apiName: name.toUpperCase(),
    family,
    oid,
    identifier,
    verify(...[key, data, signature]: Parameters<SignatureScheme['verify']>) {
      try {
        return check(key, data, signature);
      } catch {
        // OpenSSL reports a signature that it cannot even decode by throwing; to the caller both are a signature that is wrong.
        return false;
      }
    },
  });
}

const rsa = (digest: 'sha256' | 'sha384' | 'sha512', oid: string): SignatureScheme =>
  scheme(`${digest.toUpperCase()}withRSA`, 'RSA', oid, algorithmIdentifier(oid, nullValue()), (key, data, signature) =>
    verify(digest, data, key.keyObject, signature),
  );

const ecdsa = (digest: 'sha256' | 'sha384' | 'sha512', oid: string): SignatureScheme =>
  scheme(`${digest.toUpperCase()}withECDSA`, 'ECC', oid, algorithmIdentifier(oid), (key, data, signature) =>
    verify(digest, data, key.keyObject, signature),
  );

const SM3_WITH_SM2_OID = '1.2.156.10197.1.501';

export const sha256WithRsa = rsa('sha256', '1.2.840.113549.1.1.11');
export const sha256WithEcdsa = ecdsa('sha256', '1.2.840.10045.4.3.2');
export const sm3WithSm2 = scheme(
  'SM3withSM2',
  'SM2',
  SM3_WITH_SM2_OID,
  algorithmIdentifier(SM3_WITH_SM2_OID),
  verifySm2,
);

const schemes: readonly SignatureScheme[] = [
  sha256WithRsa,
  rsa('sha384', '1.2.840.113549.1.1.12'),
  rsa('sha512', '1.2.840.113549.1.1.13'),
  sha256WithEcdsa,
  ecdsa('sha384', '1.2.840.10045.4.3.3'),
  ecdsa('sha512', '1.2.840.10045.4.3.4'),
  sm3WithSm2,
];

const byOid: ReadonlyMap<string, SignatureScheme> = new Map(schemes.map(each => [each.oid, each]));

/** Undefined for everything weaker (SHA-1, MD5) and for schemes we do not speak (RSASSA-PSS, EdDSA). */
export const findSignatureScheme = (oid: string): SignatureScheme | undefined => byOid.get(oid);
