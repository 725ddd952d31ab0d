/**
 * Reads OCSP requests (RFC 6960 section 4.1), which anybody can send: strict DER, and bounded. A signature of the requestor is read over
 * and not checked, since who asks makes no difference to the answer.
 */
import { childrenOf, contentOf, malformed, readInside } from '../der-values.js';
import { type ExtensionValue, readExtensions } from '../extension-list.js';
import { type DerElement, readDer, tags } from '../strict-der.js';
import { type CertId, readCertId } from './cert-id.js';

export interface OcspRequest {
  /** At least one. */
  readonly certIds: readonly CertId[];
  /** Content of the nonce, 1 to 128 octets (RFC 9654 section 2.1). */
  readonly nonce: Buffer | undefined;
}

export const nonceOid = '1.3.6.1.5.5.7.48.1.2';
const MAX_NONCE_BYTES = 128;
/** A certificate takes some 80 bytes of a request; browsers ask for one, mesh proxies for a chain. */
const MAX_CERTIFICATES = 100;

/** Throws `InvalidDer`. */
export function readOcspRequest(der: Buffer): OcspRequest {
  const [tbs, signature] = childrenOf(readDer(der), tags.sequence, 'OCSP request', 1, 2);
  if (signature && signature.tag !== explicit(0)) throw malformed('OCSP request');
  const fields = [...childrenOf(tbs, tags.sequence, 'OCSP request', 1, 4)];
  const version = takeTagged(fields, 0);
  if (version && !contentOf(version, tags.integer, 'version').equals(Buffer.of(0))) throw malformed('version');
  takeTagged(fields, 1); // requestorName
  const list = fields.shift();
  const extensions = takeTagged(fields, 2);
  if (fields.length > 0) throw malformed('OCSP request');
  return {
    certIds: childrenOf(list, tags.sequence, 'list of requests', 1, MAX_CERTIFICATES).map(readSingle),
    nonce: extensions && readNonce(understood(readExtensions(extensions), [nonceOid]).get(nonceOid)),
  };
}

function readSingle(element: DerElement): CertId {
  const [certId, extensions, ...rest] = childrenOf(element, tags.sequence, 'request', 1, 2);
  if (extensions) {
    const [list] = childrenOf(extensions, explicit(0), 'request', 1, 1);
    understood(readExtensions(list), []);
  }
  if (rest.length > 0) throw malformed('request');
  return readCertId(certId);
}

/** Nonce ::= OCTET STRING, inside the OCTET STRING of the extension (RFC 9654 section 2.1). */
function readNonce(extension: ExtensionValue | undefined): Buffer | undefined {
  if (!extension) return undefined;
  const nonce = contentOf(readInside(extension.value, 'nonce'), tags.octetString, 'nonce');
  if (nonce.length === 0 || nonce.length > MAX_NONCE_BYTES) throw malformed('nonce');
  return nonce;
}

/** What is critical and not known must not be passed over (RFC 6960 section 4.4 takes extensions from RFC 5280 section 4.2). */
function understood(
  extensions: ReadonlyMap<string, ExtensionValue>,
  known: readonly string[],
): ReadonlyMap<string, ExtensionValue> {
  for (const [oid, { critical }] of extensions) {
    if (critical && !known.includes(oid)) throw malformed(`request (the critical extension ${oid} is not known)`);
  }
  return extensions;
}

/** Takes the first field away if it has this explicit tag, and gives what is in it. */
function takeTagged(fields: DerElement[], number: number): DerElement | undefined {
  if (fields[0]?.tag !== explicit(number)) return undefined;
  const [content] = childrenOf(fields.shift(), explicit(number), 'OCSP request', 1, 1);
  return content;
}

const explicit = (number: number): number => 0xa0 | number;
