/** What answers show of every certificate, an authority's and an end entity's alike: wire/cas.md sections 2.3, 4.1 and 4.3. */
import type { Authority, Certificate } from '../../ca/records.js';
import { subjectText } from '../../ca/subject-text.js';
import { md5Hex, sha256Hex } from '../../crypto/digest.js';
import { encodePem } from '../../crypto/pem.js';
import { integer, type ObjectOf, string } from '../../spec/field.js';
import { algorithmOf } from './algorithm.js';

export const issuedShape = {
  Identifier: string({ about: 'The identifier.', example: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb' }),
  Status: string({
    about:
      'ISSUE, REVOKE, or PENDING while a certificate is still to be issued. An expired certificate keeps its status: see AfterDate.',
    example: 'ISSUE',
  }),
  X509Certificate: string({
    about: 'The certificate as PEM.',
    example: '-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n',
  }),
  SerialNumber: string({ about: 'The serial number in hexadecimal.', example: '084bde9cd233f0ddae33adc438cfbbbd' }),
  SubjectDN: string({
    about: 'The subject in the order of the certificate.',
    example: 'C=CN,ST=Zhejiang,L=Hangzhou,O=Example Ltd,OU=Security,CN=alice',
  }),
  CommonName: string({ about: 'Common name of the subject.', example: 'alice' }),
  OrganizationUnit: string({ about: 'Department of the subject.', example: 'Security' }),
  Organization: string({ about: 'Organization of the subject.', example: 'Example Ltd' }),
  Locality: string({ about: 'City of the subject.', example: 'Hangzhou' }),
  State: string({ about: 'State or province of the subject.', example: 'Zhejiang' }),
  CountryCode: string({ about: 'Country code of the subject.', example: 'CN' }),
  Algorithm: string({ about: 'The family of the key: RSA, ECC or SM2.', example: 'ECC' }),
  KeySize: integer({ about: 'The size of the key; 512 for the curve P-521.', unit: 'bits', example: 256 }),
  SignAlgorithm: string({
    about: 'What the certificate is signed with: SHA256WITHRSA, SHA256WITHECDSA or SM3WITHSM2.',
    example: 'SHA256WITHECDSA',
  }),
  BeforeDate: integer({ about: 'Start of the validity.', unit: 'milliseconds since 1970', example: 1767225600000 }),
  AfterDate: integer({ about: 'End of the validity.', unit: 'milliseconds since 1970', example: 1798761600000 }),
  Sha2: string({
    about: 'SHA-256 fingerprint of the certificate.',
    example: '14dcc8afc7578e1fcec36d658f7e20de18f6957bbac42b373a66bc9de4e9f5a0',
  }),
  Md5: string({ about: 'MD5 fingerprint of the certificate.', example: 'd3b95700998e47afc4d95f8865795d52' }),
  ResourceGroupId: string({ about: 'The resource group.', example: 'rg-acfm09ugxnorjlt' }),
} as const;

const STATUSES = { pending: 'PENDING', issued: 'ISSUE', revoked: 'REVOKE' } as const;

export function showIssued(issued: Authority | Certificate): ObjectOf<typeof issuedShape> {
  const { subject, certificateDer } = issued;
  const algorithm = algorithmOf(issued.algorithm);
  return {
    Identifier: issued.id,
    Status: STATUSES[issued.status],
    SerialNumber: issued.serialNumber,
    SubjectDN: subjectText(issued),
    CommonName: subject.commonName,
    OrganizationUnit: subject.organizationUnit,
    Organization: subject.organization,
    Locality: subject.locality,
    State: subject.state,
    CountryCode: subject.country,
    Algorithm: algorithm.family,
    KeySize: algorithm.keySize,
    // The issuer's key is of the same family, and a family has one way to sign.
    SignAlgorithm: algorithm.signature.apiName,
    BeforeDate: issued.notBefore.getTime(),
    AfterDate: issued.notAfter.getTime(),
    ResourceGroupId: issued.resourceGroupId,
    // Of a certificate that is still to be issued there is nothing yet.
    ...(certificateDer.length > 0 && {
      X509Certificate: encodePem('CERTIFICATE', certificateDer),
      Sha2: sha256Hex(certificateDer),
      Md5: md5Hex(certificateDer),
    }),
  };
}
