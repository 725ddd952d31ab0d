/**
 * Certification requests (PKCS #10, RFC 2986) from callers: hostile until shown otherwise. One is accepted only when it is DER, its
 * key is of our table and sound, and its signature shows that the caller holds the private key (SM2: under the standard identity).
 * What it asks for is read, with the leniency of `lenient-request.ts`; what of that is granted is not decided here.
 */
import type { Algorithm } from '../crypto/algorithm.js';
import { InvalidInput } from '../crypto/invalid-input.js';
import { parsePem } from '../crypto/pem.js';
import { findSignatureScheme } from '../crypto/signature-schemes.js';
import { otherSm2Identity, STANDARD_SM2_IDENTITY } from '../crypto/sm2-signature.js';
import { subjectTypes } from './attribute-types.js';
import { childrenOf, contentOf, octetsOfBitString, oidOf } from './der-values.js';
import type { ExtensionValue } from './extension-list.js';
import { type BasicConstraints, basicConstraintsOid, decodeBasicConstraints } from './extensions/basic-constraints.js';
import { decodeExtendedKeyUsage, extendedKeyUsageOid } from './extensions/extended-key-usage.js';
import { decodeKeyUsage, type KeyUsage, keyUsageOid } from './extensions/key-usage.js';
import { decodeSubjectAlternativeName, subjectAlternativeNameOid } from './extensions/subject-alternative-name.js';
import type { GeneralName } from './general-name.js';
import { attributesOf, lenientExtensions, strictName } from './lenient-request.js';
import {
  type DistinguishedName,
  decodeName,
  decodeValue,
  readAttributes,
  refuseDirections,
  type SubjectField,
} from './name.js';
import { type DerElement, readDer, tags } from './strict-der.js';
import { algorithmOfPublicKey, openKeyOf } from './subject-public-key.js';
import { algorithmText } from './unsupported-algorithms.js';

export class InvalidCsr extends InvalidInput {}

/**
 * A part of a request: what it says, or a sentence that says why nobody can tell. A fault does not make the request unusable, for the
 * certificate may get its part from elsewhere; code that copies the part into a certificate refuses the request.
 */
export type CsrPart<Value> = { readonly value: Value } | { readonly fault: string };

export interface Csr {
  readonly subject: CsrPart<DistinguishedName>;
  /** The first attribute of each of the six types, as far as the subject has them; each is read by itself. */
  readonly subjectFields: { readonly [Field in SubjectField]?: CsrPart<string> };
  /** The subject as it stands in the request, for a CA that has this name already. A fault where it is no sound DER. */
  readonly subjectDer: CsrPart<Buffer>;
  readonly algorithm: Algorithm;
  readonly spkiDer: Buffer;
  /** Empty when the request names none. */
  readonly subjectAlternativeNames: CsrPart<readonly GeneralName[]>;
  readonly keyUsages?: CsrPart<readonly KeyUsage[]>;
  /** Identifiers in dotted form. */
  readonly extendedKeyUsages?: CsrPart<readonly string[]>;
  readonly basicConstraints?: CsrPart<BasicConstraints>;
  /** Everything in the request's extensionRequest, by identifier, the four above included; strictly encoded. */
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
  const [version, subject, spki, attributes] = childrenOf(info, tags.sequence, 'CSR', 3, 4);
  const number = contentOf(version, tags.integer, 'version of the CSR');
  if (!number.equals(Buffer.of(0))) {
    throw new InvalidCsr(
      `The version of the CSR is malformed: it is 0x${number.subarray(0, 8).toString('hex')}, and 0 is the only one.`,
    );
  }
  const algorithm = algorithmOfPublicKey(spki);
  const spkiDer = Buffer.from((spki as DerElement).bytes);
  checkPossession(
    (info as DerElement).bytes,
    signatureAlgorithm,
    octetsOfBitString(signature, 'signature'),
    algorithm,
    spkiDer,
  );

  const extensions = requestedExtensions(attributes);
  const asked = <Value>(oid: string, decode: (value: Buffer) => Value): CsrPart<Value> | undefined => {
    const extension = extensions.get(oid);
    return extension && part(() => decode(extension.value));
  };
  const keyUsages = asked(keyUsageOid, decodeKeyUsage);
  const extendedKeyUsages = asked(extendedKeyUsageOid, decodeExtendedKeyUsage);
  const basicConstraints = asked(basicConstraintsOid, decodeBasicConstraints);
  return {
    ...subjectParts(subject as DerElement),
    algorithm,
    spkiDer,
    subjectAlternativeNames: asked(subjectAlternativeNameOid, decodeSubjectAlternativeName) ?? { value: [] },
    ...(keyUsages && { keyUsages }),
    ...(extendedKeyUsages && { extendedKeyUsages }),
    ...(basicConstraints && { basicConstraints }),
    extensions,
  };
}

function part<Value>(read: () => Value): CsrPart<Value> {
  try {
    return { value: read() };
  } catch (cause) {
    if (cause instanceof InvalidInput) return { fault: cause.message };
    throw cause;
  }
}

function subjectParts(subject: DerElement): Pick<Csr, 'subject' | 'subjectFields' | 'subjectDer'> {
  const strict = strictName(subject);
  return {
    subject: part(() => {
      limitAttributes(strict);
      const name = decodeName(strict);
      refuseDirections(name);
      return name;
    }),
    subjectFields: fieldsOf(strict),
    subjectDer: part(() => {
      limitAttributes(subject);
      // As it stands it has to be readable without any leniency, for others will read the certificate.
      refuseDirections(decodeName(subject));
      if (!subject.children.every(isSorted)) {
        throw new InvalidCsr('The subject has a relative name whose attributes are not in the order of DER.');
      }
      if (!subject.children.every(hasEachTypeOnce)) {
        throw new InvalidCsr('The subject has a relative name with an attribute type twice (X.501 section 9.3).');
      }
      return Buffer.from(subject.bytes);
    }),
  };
}

/** X.690 section 11.6. */
const isSorted = ({ children }: DerElement): boolean =>
  children.every(
    ({ bytes }, index) => index === 0 || Buffer.compare((children[index - 1] as DerElement).bytes, bytes) <= 0,
  );

const hasEachTypeOnce = ({ children }: DerElement): boolean =>
  new Set(children.map(({ children: [type] }) => type?.bytes.toString('hex'))).size === children.length;

function limitAttributes(subject: DerElement): void {
  if (readAttributes(subject).length <= MAX_SUBJECT_ATTRIBUTES) return;
  throw new InvalidCsr(`The subject of the CSR has more than ${MAX_SUBJECT_ATTRIBUTES} attributes.`);
}

function fieldOf(oid: string, element: DerElement): string {
  const value = decodeValue(oid, element);
  refuseDirections([{ oid, value }]);
  return value;
}

/** Where the name cannot be taken apart at all, every field has that fault. */
function fieldsOf(subject: DerElement): Csr['subjectFields'] {
  const attributes = part(() => readAttributes(subject));
  const fields: Partial<Record<SubjectField, CsrPart<string>>> = {};
  for (const [field, { oid }] of Object.entries(subjectTypes)) {
    if ('fault' in attributes) fields[field as SubjectField] = attributes;
    else {
      const found = attributes.value.find(attribute => attribute.oid === oid);
      if (found) fields[field as SubjectField] = part(() => fieldOf(oid, found.value));
    }
  }
  return fields;
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
  const oid = oidOf(id, 'signature algorithm');
  const scheme = findSignatureScheme(oid);
  // Makers disagree on whether parameters are NULL or absent, and neither says anything.
  if (!scheme || (parameters && parameters.tag !== tags.null)) {
    const what = scheme ? `${algorithmText(oid)} and parameters that it does not have` : algorithmText(oid);
    throw new InvalidCsr(
      `The CSR is signed with ${what}, an algorithm that is not supported: RSA (PKCS #1 v1.5) or ECDSA with SHA-256, SHA-384 or SHA-512, and SM2 with SM3 are.`,
    );
  }
  if (scheme.family !== algorithm.family) {
    throw new InvalidCsr(
      `The CSR is signed with ${scheme.name}, an algorithm that does not belong to its key of the family ${algorithm.family}.`,
    );
  }
  const key = openKeyOf(algorithm, spkiDer);
  if (scheme.verify(key, signed, signature)) return;
  if (scheme.family !== 'SM2') throw new InvalidCsr('The signature of the CSR does not match its public key.');
  const other = otherSm2Identity(key, signed, signature);
  throw new InvalidCsr(
    (other
      ? `The CSR is signed with SM2 under ${other}.`
      : 'The signature of the CSR does not match its public key, at least not under the standard SM2 identity.') +
      ` The identity ${STANDARD_SM2_IDENTITY} is expected (GB/T 35276): with openssl, -sigopt distid:${STANDARD_SM2_IDENTITY} gives it.`,
  );
}

/** Other attributes (a challenge password, a friendly name) carry nothing that a certificate could hold, and are not looked into. */
function requestedExtensions(list: DerElement | undefined): ReadonlyMap<string, ExtensionValue> {
  const attributes = attributesOf(list);
  if (attributes.length > MAX_ATTRIBUTES) throw new InvalidCsr(`The CSR has more than ${MAX_ATTRIBUTES} attributes.`);
  let extensions: ReadonlyMap<string, ExtensionValue> | undefined;
  for (const attribute of attributes) {
    const [type, values] = childrenOf(attribute, tags.sequence, 'list of attributes of the CSR', 2, 2);
    if (!EXTENSION_REQUESTS.has(oidOf(type, 'list of attributes of the CSR'))) continue;
    if (extensions) throw new InvalidCsr('The CSR requests extensions in two attributes.');
    const [requested] = childrenOf(values, tags.set, 'extension request (it has one list of extensions)', 1, 1);
    if ((requested?.children.length ?? 0) > MAX_EXTENSIONS) {
      throw new InvalidCsr(`The CSR requests more than ${MAX_EXTENSIONS} extensions.`);
    }
    extensions = lenientExtensions(requested);
  }
  return extensions ?? new Map();
}
