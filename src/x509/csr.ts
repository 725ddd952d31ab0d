/**
 * Certification requests (PKCS #10, RFC 2986) from callers: hostile until shown otherwise. One is accepted only when it is strict DER, its
 * key is of our table and sound, and its signature shows that the caller holds the private key (SM2: under the standard identity).
 * What it asks for is read; what of that is granted is not decided here.
 */
import type { Algorithm } from '../crypto/algorithm.js';
import { InvalidInput } from '../crypto/invalid-input.js';
import { parsePem } from '../crypto/pem.js';
import { findSignatureScheme } from '../crypto/signature-schemes.js';
import { childrenOf, contentOf, malformed, octetsOfBitString, oidOf } from './der-values.js';
import { type ExtensionValue, readExtensions } from './extension-list.js';
import { type BasicConstraints, basicConstraintsOid, decodeBasicConstraints } from './extensions/basic-constraints.js';
import { decodeExtendedKeyUsage, extendedKeyUsageOid } from './extensions/extended-key-usage.js';
import { decodeKeyUsage, type KeyUsage, keyUsageOid } from './extensions/key-usage.js';
import { decodeSubjectAlternativeName, subjectAlternativeNameOid } from './extensions/subject-alternative-name.js';
import type { GeneralName } from './general-name.js';
import { type DistinguishedName, decodeName, refuseDirections } from './name.js';
import { type DerElement, readDer, tags } from './strict-der.js';
import { algorithmOfPublicKey, openKeyOf } from './subject-public-key.js';

export class InvalidCsr extends InvalidInput {}

export interface Csr {
  readonly subject: DistinguishedName;
  /** The subject as it stands in the request; an empty one is a SEQUENCE without content. */
  readonly subjectDer: Buffer;
  readonly algorithm: Algorithm;
  readonly spkiDer: Buffer;
  /** Empty when the request names none. */
  readonly subjectAlternativeNames: readonly GeneralName[];
  readonly keyUsages?: readonly KeyUsage[];
  /** Identifiers in dotted form. */
  readonly extendedKeyUsages?: readonly string[];
  readonly basicConstraints?: BasicConstraints;
  /** Everything in the request's extensionRequest, by identifier, the four above included. */
  readonly extensions: ReadonlyMap<string, ExtensionValue>;
}

const LABELS = ['CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST'];
/** Room for a 4096-bit key and hundreds of names. */
const MAX_PEM_BYTES = 64 * 1024;

/** extensionRequest (RFC 2985 section 5.4.2), and what older Windows writes in its place (MS-WCCE section 2.2.2.7.7). */
const EXTENSION_REQUESTS: ReadonlySet<string> = new Set(['1.2.840.113549.1.9.14', '1.3.6.1.4.1.311.2.1.14']);

/** More than any real request has; each is worked on by itself. */
const MAX_SUBJECT_ATTRIBUTES = 40;
const MAX_ATTRIBUTES = 20;
const MAX_EXTENSIONS = 40;

/** Throws `InvalidCsr`, and nothing else, with a sentence that says what is wrong. */
export function parseCsr(pem: string): Csr {
  try {
    return readCsr(parsePem(pem, LABELS, MAX_PEM_BYTES));
  } catch (cause) {
    if (cause instanceof InvalidInput) throw new InvalidCsr(cause.message, { cause });
    throw cause;
  }
}

function readCsr(der: Buffer): Csr {
  const [info, signatureAlgorithm, signature] = childrenOf(readDer(der), tags.sequence, 'CSR', 3, 3);
  const [version, subject, spki, attributes] = childrenOf(info, tags.sequence, 'CSR', 4, 4);
  if (!contentOf(version, tags.integer, 'version').equals(Buffer.of(0))) throw malformed('version');
  const algorithm = algorithmOfPublicKey(spki);
  const spkiDer = Buffer.from((spki as DerElement).bytes);
  checkPossession(
    (info as DerElement).bytes,
    signatureAlgorithm,
    octetsOfBitString(signature, 'signature'),
    algorithm,
    spkiDer,
  );

  if ((subject as DerElement).children.length > MAX_SUBJECT_ATTRIBUTES) {
    throw new InvalidCsr(`The subject of the CSR has more than ${MAX_SUBJECT_ATTRIBUTES} attributes.`);
  }
  const name = decodeName(subject);
  refuseDirections(name);
  const extensions = requestedExtensions(attributes);
  const requested = (oid: string): Buffer | undefined => extensions.get(oid)?.value;
  const names = requested(subjectAlternativeNameOid);
  const keyUsage = requested(keyUsageOid);
  const extendedKeyUsage = requested(extendedKeyUsageOid);
  const basicConstraints = requested(basicConstraintsOid);
  return {
    subject: name,
    subjectDer: Buffer.from((subject as DerElement).bytes),
    algorithm,
    spkiDer,
    subjectAlternativeNames: names ? decodeSubjectAlternativeName(names) : [],
    ...(keyUsage && { keyUsages: decodeKeyUsage(keyUsage) }),
    ...(extendedKeyUsage && { extendedKeyUsages: decodeExtendedKeyUsage(extendedKeyUsage) }),
    ...(basicConstraints && { basicConstraints: decodeBasicConstraints(basicConstraints) }),
    extensions,
  };
}

/** The signature is checked over the bytes that came, never over an encoding of what was understood. */
function checkPossession(
  signed: Buffer,
  signatureAlgorithm: DerElement | undefined,
  signature: Buffer,
  algorithm: Algorithm,
  spkiDer: Buffer,
): void {
  const [id, parameters] = childrenOf(signatureAlgorithm, tags.sequence, 'signature algorithm', 1, 2);
  const scheme = findSignatureScheme(oidOf(id, 'signature algorithm'));
  // Makers disagree on whether parameters are NULL or absent, and neither says anything.
  if (!scheme || (parameters && parameters.tag !== tags.null)) {
    throw new InvalidCsr(
      'The CSR is signed with an algorithm that is not supported: RSA or ECDSA with SHA-256, SHA-384 or SHA-512, and SM2 with SM3 are.',
    );
  }
  if (scheme.family !== algorithm.family)
    throw new InvalidCsr('The CSR is signed with an algorithm that does not belong to its key.');
  if (!scheme.verify(openKeyOf(algorithm, spkiDer), signed, signature)) {
    throw new InvalidCsr('The signature of the CSR does not match its public key.');
  }
}

/** Other attributes (a challenge password, a friendly name) carry nothing that a certificate could hold, and are not looked into. */
function requestedExtensions(attributes: DerElement | undefined): ReadonlyMap<string, ExtensionValue> {
  const seen = new Set<string>();
  if ((attributes?.children.length ?? 0) > MAX_ATTRIBUTES) {
    throw new InvalidCsr(`The CSR has more than ${MAX_ATTRIBUTES} attributes.`);
  }
  let extensions: ReadonlyMap<string, ExtensionValue> | undefined;
  for (const attribute of childrenOf(attributes, 0xa0, 'attributes of the CSR')) {
    const [type, values] = childrenOf(attribute, tags.sequence, 'attributes of the CSR', 2, 2);
    const oid = oidOf(type, 'attributes of the CSR');
    if (seen.has(oid)) throw malformed(`attributes of the CSR (${oid} occurs twice)`);
    seen.add(oid);
    // RFC 2986 section 4.1: a type without values is no attribute.
    childrenOf(values, tags.set, `attribute ${oid}`, 1);
    if (EXTENSION_REQUESTS.has(oid)) {
      if (extensions) throw new InvalidCsr('The CSR requests extensions in two attributes.');
      const [list] = childrenOf(values, tags.set, 'extension request (it has one list of extensions)', 1, 1);
      if ((list?.children.length ?? 0) > MAX_EXTENSIONS) {
        throw new InvalidCsr(`The CSR requests more than ${MAX_EXTENSIONS} extensions.`);
      }
      extensions = readExtensions(list);
    }
  }
  return extensions ?? new Map();
}
