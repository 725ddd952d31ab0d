/** Takes certificates apart again (RFC 5280 section 4.1): for the lint, which judges what was really encoded, and for foreign ones. */
import { childrenOf, contentOf, malformed, octetsOfBitString, oidOf } from './der-values.js';
import { type ExtensionValue, readExtensions } from './extension-list.js';
import { type DerElement, readDer, tags } from './strict-der.js';
import { decodeTime } from './time.js';

export interface TbsFields {
  readonly version: number;
  /** Content octets of the INTEGER: two's complement. */
  readonly serialNumber: Buffer;
  readonly signatureOid: string;
  /** DER AlgorithmIdentifier of the signature, as it stands inside what is signed. */
  readonly signatureIdentifier: Buffer;
  readonly issuerDer: Buffer;
  readonly validity: { readonly notBefore: DerElement; readonly notAfter: DerElement };
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly subject: DerElement;
  readonly subjectDer: Buffer;
  readonly spkiDer: Buffer;
  /** DER AlgorithmIdentifier of the public key. */
  readonly publicKeyIdentifier: Buffer;
  /** By identifier in dotted form. */
  readonly extensions: ReadonlyMap<string, ExtensionValue>;
}

export interface CertificateFields {
  readonly tbsDer: Buffer;
  readonly tbs: TbsFields;
  readonly signatureOid: string;
  /** DER AlgorithmIdentifier outside of what is signed. */
  readonly signatureIdentifier: Buffer;
  readonly signature: Buffer;
}

/** Throws `InvalidDer`. */
export function readCertificate(der: Buffer): CertificateFields {
  const [tbs, algorithm, signature] = childrenOf(readDer(der), tags.sequence, 'certificate', 3, 3);
  const [signatureOid] = childrenOf(algorithm, tags.sequence, 'signature algorithm', 1, 2);
  return {
    tbsDer: (tbs as DerElement).bytes,
    tbs: tbsFields(tbs as DerElement),
    signatureOid: oidOf(signatureOid, 'signature algorithm'),
    signatureIdentifier: (algorithm as DerElement).bytes,
    signature: octetsOfBitString(signature, 'signature'),
  };
}

/** Throws `InvalidDer`, also for an extension that occurs twice. */
export const readTbsCertificate = (tbsDer: Buffer): TbsFields => tbsFields(readDer(tbsDer));

function tbsFields(tbs: DerElement): TbsFields {
  const all = childrenOf(tbs, tags.sequence, 'certificate', 6, 10);
  const versioned = all[0]?.tag === 0xa0;
  const [serialNumber, algorithm, issuer, validity, subject, spki, ...optional] = versioned ? all.slice(1) : all;
  const [signatureOid] = childrenOf(algorithm, tags.sequence, 'signature algorithm', 1, 2);
  const [notBefore, notAfter] = childrenOf(validity, tags.sequence, 'validity', 2, 2);
  const [publicKeyIdentifier] = childrenOf(spki, tags.sequence, 'public key', 2, 2);
  if (!notBefore || !notAfter || !publicKeyIdentifier) throw malformed('certificate');
  // Unique identifiers [1] and [2] are of version 2 and nobody uses them; what is left is extensions [3].
  if (optional.length > 1) throw malformed('certificate');
  const extensions = optional[0] && childrenOf(optional[0], 0xa3, 'list of extensions', 1, 1)[0];
  return {
    version: versioned ? versionOf(all[0]) : 1,
    serialNumber: contentOf(serialNumber, tags.integer, 'serial number'),
    signatureOid: oidOf(signatureOid, 'signature algorithm'),
    signatureIdentifier: (algorithm as DerElement).bytes,
    issuerDer: nameDer(issuer),
    validity: { notBefore, notAfter },
    notBefore: decodeTime(notBefore, 'notBefore'),
    notAfter: decodeTime(notAfter, 'notAfter'),
    subject: subject as DerElement,
    subjectDer: nameDer(subject),
    spkiDer: (spki as DerElement).bytes,
    publicKeyIdentifier: publicKeyIdentifier.bytes,
    extensions: extensions ? readExtensions(extensions) : new Map(),
  };
}

function versionOf(element: DerElement | undefined): number {
  const content = contentOf(element?.children[0], tags.integer, 'version');
  return (content[0] as number) + 1;
}

function nameDer(element: DerElement | undefined): Buffer {
  childrenOf(element, tags.sequence, 'distinguished name');
  return (element as DerElement).bytes;
}
