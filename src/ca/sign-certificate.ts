/**
 * The last steps before a certificate exists, the same for every kind: name the issuer and where the status is looked up, encode what is to be
 * signed, lint exactly those bytes, and sign them, once. A signature cannot be taken back, so nothing that could still be refused may come
 * after it.
 */
import type { Algorithm, SigningKey } from '../crypto/algorithm.js';
import { openPrivateKey, sign } from '../crypto/keys.js';
import { Refusal } from '../domain/change.js';
import { assembleCertificate, encodeTbsCertificate, type TbsCertificate } from '../x509/certificate.js';
import { lintCertificate } from '../x509/lint/lint-certificate.js';
import type { Circumstances, IssuerFacts } from '../x509/lint/rule.js';
import { type CertificateContent, encodeExtensions } from './extensions.js';
import type { KnownAuthority } from './known-authorities.js';
import type { OpenKeys } from './open-keys.js';
import type { CaReason } from './refusals.js';
import type { ShardedAuthorities } from './revocation/shards.js';
import { statusAddresses } from './revocation/status-addresses.js';
import type { CaSettings } from './settings.js';

/** What is particular to a certificate; all else follows from its issuer. */
export interface CertificateToSign
  extends Omit<CertificateContent, 'issuerKeyIdentifier' | 'statusAddresses'>,
    Pick<TbsCertificate, 'notBefore' | 'notAfter' | 'subjectDer'>,
    Circumstances {
  /** Positive magnitude, big-endian. */
  readonly serialNumber: Buffer;
  /** DER of extensions that stand after all others. */
  readonly besides?: readonly Buffer[];
}

/** Of a certificate below an authority. Not optional, so that no issuing code can forget it. */
interface StatusWanted {
  /** Whether the address of the issuer's CRL goes into it, provided that there is one; `no-status`: nobody looks its status up. */
  readonly withCrl: boolean | 'no-status';
}

interface SigningParts {
  readonly openKeys: Pick<OpenKeys, 'open'>;
  readonly settings: CaSettings;
  readonly sharded: ShardedAuthorities;
}

/**
 * DER of a certificate that an authority issues.
 * Refused with `certificate-not-sound` when the lint finds that the certificate would break a standard. What callers usually ask for
 * wrongly is refused by name before; this is the last gate, and nothing passes it.
 */
export function signCertificate(
  content: CertificateToSign & StatusWanted,
  issuer: KnownAuthority,
  parts: SigningParts,
): Promise<Buffer> {
  const { serialNumber, withCrl } = content;
  const addresses = withCrl === 'no-status' ? {} : statusAddresses(issuer, serialNumber, withCrl, parts);
  const extensions = encodeExtensions({
    ...content,
    issuerKeyIdentifier: issuer.keyIdentifier,
    statusAddresses: addresses,
  });
  return lintAndSign(content, extensions, issuer.algorithm, issuer, () => parts.openKeys.open(issuer));
}

/**
 * DER of the certificate of a root, which signs itself and whose status nobody looks up.
 * Refused with `certificate-not-sound` as above.
 * @param pkcs8Der its private key
 */
export function signRoot(content: CertificateToSign, pkcs8Der: Buffer): Promise<Buffer> {
  const extensions = encodeExtensions({ ...content, statusAddresses: {} });
  const { algorithm } = content;
  return lintAndSign(content, extensions, algorithm, undefined, async () => openPrivateKey(algorithm, pkcs8Der));
}

/** @param openKey opens the issuer's key; called when everything else has succeeded */
async function lintAndSign(
  content: CertificateToSign,
  extensions: readonly Buffer[],
  issuerAlgorithm: Algorithm,
  issuer: IssuerFacts | undefined,
  openKey: () => Promise<SigningKey>,
): Promise<Buffer> {
  const tbsDer = encodeTbsCertificate({
    serialNumber: content.serialNumber,
    issuerAlgorithm,
    issuerDer: issuer?.subjectDer ?? content.subjectDer,
    notBefore: content.notBefore,
    notAfter: content.notAfter,
    subjectDer: content.subjectDer,
    spkiDer: content.spkiDer,
    extensions: [...extensions, ...(content.besides ?? [])],
  });
  const finding = lintCertificate(tbsDer, issuer, content).find(({ level }) => level === 'error');
  if (finding) {
    const { rule, citation, message } = finding;
    throw new Refusal<CaReason>('certificate-not-sound', { Rule: rule, Citation: citation, Finding: message });
  }
  const signature = await sign(await openKey(), tbsDer);
  return assembleCertificate(tbsDer, issuerAlgorithm, signature);
}
