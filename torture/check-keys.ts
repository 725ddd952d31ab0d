/** Opens private keys of certificates and holds them against the certificates. */
import { createPrivateKey, createPublicKey, randomBytes, X509Certificate } from 'node:crypto';
import type { Calls } from './calls.js';
import type { KnownCertificate } from './ledger.js';

const AT_ONCE = 8;

/** Sentences about certificates whose key does not come out, does not open or is another certificate's. */
export async function checkKeys(certificates: readonly KnownCertificate[], calls: Calls): Promise<string[]> {
  const wrong: string[] = [];
  const waiting = certificates.values();
  const checker = async () => {
    for (const certificate of waiting) {
      const fault = await faultOfKey(certificate, calls);
      if (fault) wrong.push(`the private key of certificate ${certificate.identifier} ${fault}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, checker));
  return wrong;
}

async function faultOfKey({ identifier, der }: KnownCertificate, calls: Calls): Promise<string | undefined> {
  const password = randomBytes(12).toString('hex');
  const { status, body } = await calls.try('cas', 'DescribeCertificatePrivateKey', {
    Identifier: identifier,
    EncryptedCode: password,
  });
  if (status !== 200) return `was refused with ${String(body.Code)}`;
  try {
    const key = createPublicKey(createPrivateKey({ key: String(body.EncryptedData), passphrase: password }));
    const { publicKey } = new X509Certificate(Buffer.from(der, 'base64'));
    return key.equals(publicKey) ? undefined : 'belongs to another certificate';
  } catch (fault) {
    return `does not open: ${(fault as Error).message}`;
  }
}
