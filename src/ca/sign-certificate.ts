/**
 * The last steps before a certificate exists: encode what is to be signed, lint exactly those bytes, and sign them, once. A signature
 * cannot be taken back, so nothing that could still be refused may come after it.
 */
import type { SigningKey } from '../crypto/algorithm.js';
import { sign } from '../crypto/keys.js';
import { assembleCertificate, encodeTbsCertificate, type TbsCertificate } from '../x509/certificate.js';
import { lintCertificate } from '../x509/lint/lint-certificate.js';

/** What an issuer signs, without the name of the signature: that follows from its key. */
export type CertificateToSign = Omit<TbsCertificate, 'issuerAlgorithm'>;

/**
 * DER of the certificate.
 * @param openKey opens the issuer's key; called when everything else has succeeded
 * @throws Error when the lint finds that the certificate breaks a standard: whatever a caller asks for has been refused or mended
 * before, so that is a bug of ours
 */
export async function signCertificate(
  content: CertificateToSign,
  issuerAlgorithm: TbsCertificate['issuerAlgorithm'],
  openKey: () => Promise<SigningKey>,
): Promise<Buffer> {
  const tbsDer = encodeTbsCertificate({ ...content, issuerAlgorithm });
  const finding = lintCertificate(tbsDer).find(({ level }) => level === 'error');
  if (finding) throw new Error(`a certificate was not signed: ${finding.rule}: ${finding.message}`);
  const signature = await sign(await openKey(), tbsDer);
  return assembleCertificate(tbsDer, issuerAlgorithm, signature);
}
