/**
 * The certificate of a client key (wire/kms.md section 5.7): self-signed, version 3, a random serial number of 16 octets,
 * key usage digitalSignature and nothing else. It only carries the public key and its times to those who expect a certificate;
 * nobody builds a chain to it.
 */
import type { GeneratedKey } from '../../crypto/keys.js';
import { openPrivateKey, sign } from '../../crypto/keys.js';
import { firstCharacters } from '../../text/first-characters.js';
import { assembleCertificate, encodeTbsCertificate } from '../../x509/certificate.js';
import { keyUsage } from '../../x509/extensions/key-usage.js';
import { encodeName, subjectName } from '../../x509/name.js';
import type { ClientKeyValidity } from './client-key-validity.js';

/** ub-common-name of RFC 5280 appendix A.1. Names of access points may be longer; their beginning has to do. */
const MAX_COMMON_NAME = 64;

const EXTENSIONS = [keyUsage(['digitalSignature'])];

export interface ClientKeyCertificate extends ClientKeyValidity {
  /** Name of the access point; ASCII. */
  readonly accessPoint: string;
  /** Positive magnitude, big-endian. */
  readonly serialNumber: Uint8Array;
}

/** DER of the certificate, signed with the key that it is about. */
export async function signClientKeyCertificate(
  key: GeneratedKey,
  { accessPoint, serialNumber, notBefore, notAfter }: ClientKeyCertificate,
): Promise<Buffer> {
  // The vendor's names say C=CN, ST=Zhejiang … OU=Aliyun here. Clients do not look at them, so ours says what it is.
  const name = encodeName(
    subjectName({
      organization: 'Key Management Service',
      organizationUnit: 'Client Keys',
      commonName: firstCharacters(accessPoint, MAX_COMMON_NAME),
    }),
  );
  const tbs = encodeTbsCertificate({
    serialNumber,
    issuerAlgorithm: key.algorithm,
    issuerDer: name,
    notBefore,
    notAfter,
    subjectDer: name,
    spkiDer: key.spkiDer,
    extensions: EXTENSIONS,
  });
  return assembleCertificate(tbs, key.algorithm, await sign(openPrivateKey(key.algorithm, key.pkcs8Der), tbs));
}
