/**
 * The last steps before a certificate exists: encode what is to be signed, lint exactly those bytes, and sign them, once. A signature
 * cannot be taken back, so nothing that could still be refused may come after it.
 */
import type { SigningKey } from '../crypto/algorithm.js';
import { sign } from '../crypto/keys.js';
import { Refusal } from '../domain/change.js';
import { assembleCertificate, encodeTbsCertificate, type TbsCertificate } from '../x509/certificate.js';
import { lintCertificate } from '../x509/lint/lint-certificate.js';
import type { Circumstances, IssuerFacts } from '../x509/lint/rule.js';
import type { CaReason } from './refusals.js';

/** What an issuer signs, without the name of the signature: that follows from its key. */
export type CertificateToSign = Omit<TbsCertificate, 'issuerAlgorithm'> & Circumstances;

/**
 * DER of the certificate.
 * Refused with `certificate-not-sound` when the lint finds that the certificate would break a standard. What callers usually ask for
 * wrongly is refused by name before; this is the last gate, and nothing passes it.
 * @param openKey opens the issuer's key; called when everything else has succeeded
 * @param issuer what its certificate says; undefined for a root
 */
export async function signCertificate(
  content: CertificateToSign,
  issuerAlgorithm: TbsCertificate['issuerAlgorithm'],
  openKey: () => Promise<SigningKey>,
  issuer: IssuerFacts | undefined,
): Promise<Buffer> {
  const tbsDer = encodeTbsCertificate({ ...content, issuerAlgorithm });
  const finding = lintCertificate(tbsDer, issuer, content).find(({ level }) => level === 'error');
  if (finding) {
    const { rule, citation, message } = finding;
    throw new Refusal<CaReason>('certificate-not-sound', { Rule: rule, Citation: citation, Finding: message });
  }
  const signature = await sign(await openKey(), tbsDer);
  return assembleCertificate(tbsDer, issuerAlgorithm, signature);
}
