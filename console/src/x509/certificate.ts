/** A certificate as people read it: RFC 5280 section 4.1. Throws `DerError` for what is none. */
import { childrenOf, type DerNode, expectTag, readNode, readNodes, TAG } from './der';
import { readBitString, readIntegerHex, readOid, readTime } from './der-values';
import { colons, type Extension, readExtension } from './extensions';
import { type NamePart, nameText, readName } from './name';
import { CURVES, EC_KEY, EXTENSIONS, RSA_KEY, SIGNATURES } from './object-identifiers';

export interface Certificate {
  readonly subject: readonly NamePart[];
  readonly issuer: readonly NamePart[];
  /** Hex. */
  readonly serialNumber: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** `RSA, 2048 bits`, `EC, P-256`, `SM2`. */
  readonly key: string;
  readonly signatureAlgorithm: string;
  readonly extensions: readonly Extension[];
}

export function readCertificate(der: Uint8Array): Certificate {
  const [tbs] = childrenOf(readNode(der));
  const fields = childrenOf(tbs);
  // version [0] stands first in everything but version 1.
  const [serial, signature, issuer, validity, subject, spki, ...optional] =
    fields[0]?.tag === 0xa0 ? fields.slice(1) : fields;
  const [notBefore, notAfter] = childrenOf(validity);
  const wrapped = optional.find(({ tag }) => tag === 0xa3);
  return {
    subject: readName(subject),
    issuer: readName(issuer),
    serialNumber: readIntegerHex(serial),
    notBefore: readTime(notBefore),
    notAfter: readTime(notAfter),
    key: keyText(spki),
    signatureAlgorithm: signatureText(signature),
    extensions: wrapped ? childrenOf(readNode(wrapped.content)).map(readExtension) : [],
  };
}

function keyText(spki: DerNode | undefined): string {
  const [algorithm, key] = childrenOf(spki);
  const [id, parameters] = childrenOf(algorithm);
  const oid = readOid(id);
  if (oid === RSA_KEY) return `RSA, ${rsaBits(readBitString(key).bytes)} bits`;
  if (oid !== EC_KEY) return SIGNATURES[oid] ?? oid;
  const curve = parameters?.tag === TAG.oid ? readOid(parameters) : '';
  const name = CURVES[curve] ?? curve;
  return name === 'SM2' ? name : `EC, ${name}`;
}

function rsaBits(key: Uint8Array): number {
  const [modulus] = childrenOf(readNode(key));
  const hex = readIntegerHex(modulus);
  return hex.length * 4 - Math.clz32(Number.parseInt(hex.slice(0, 2), 16)) + 24;
}

function signatureText(algorithm: DerNode | undefined): string {
  const oid = readOid(childrenOf(algorithm)[0]);
  return SIGNATURES[oid] ?? oid;
}

/** The subject's name for a heading: the common name, or all of it. */
export function shortName(certificate: Certificate): string {
  return certificate.subject.find(({ type }) => type === 'CN')?.value ?? nameText(certificate.subject);
}

export function isSelfIssued({ subject, issuer }: Certificate): boolean {
  return nameText(subject) === nameText(issuer);
}

/** Whether the second one's name and key identifier are those that the first names as its issuer. No signature is checked. */
export function namesAsIssuer(certificate: Certificate, authority: Certificate): boolean {
  if (nameText(certificate.issuer) !== nameText(authority.subject)) return false;
  const asked = extensionValue(certificate, EXTENSIONS.authorityKeyIdentifier);
  const given = extensionValue(authority, EXTENSIONS.subjectKeyIdentifier);
  return asked === undefined || given === undefined || asked === given;
}

function extensionValue({ extensions }: Certificate, oid: string): string | undefined {
  return extensions.find(extension => extension.oid === oid)?.values[0];
}

/** SHA-256 of the certificate, as `openssl x509 -fingerprint -sha256` shows it. */
export async function fingerprint(der: Uint8Array<ArrayBuffer>): Promise<string> {
  return colons(new Uint8Array(await crypto.subtle.digest('SHA-256', der)));
}

/**
 * Whether an encrypted PKCS #8 key is of RSA. The content is not readable, but its length tells: the smallest RSA key (1024 bits)
 * takes some 640 bytes, the largest EC key (P-521) some 250.
 */
export function isEncryptedRsaKey(encryptedPkcs8: Uint8Array): boolean {
  const [, encrypted] = childrenOf(readNode(encryptedPkcs8));
  return expectTag(encrypted, TAG.octetString).content.length > 400;
}

/** Whether these bytes hold one whole DER value: a file of such is worth a download. */
export function isDer(bytes: Uint8Array): boolean {
  try {
    return readNodes(bytes).length === 1;
  } catch {
    return false;
  }
}
