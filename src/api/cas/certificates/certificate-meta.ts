/** Certificates as ListCert shows them: CERT-META of wire/cas.md section 4.3. */
import type { ListedCertificate } from '../../../ca/certificates.js';
import { boolean, integer, list, type ObjectOf, string } from '../../../spec/field.js';
import { issuedShape } from '../issued-shape.js';
import { showListed } from './certificate-fields.js';
import { showDate } from './date-text.js';

export const certificateMetaShape = {
  Id: integer({ about: 'The numeric id of the certificate.', example: 1137354 }),
  Identifier: issuedShape.Identifier,
  CustomIdentifier: string({ about: 'The identifier that the caller gave it.', example: 'device-4711' }),
  AliasName: string({ about: 'The alias.', example: 'web front' }),
  CommonName: issuedShape.CommonName,
  Organization: issuedShape.Organization,
  OrganizationUnit: issuedShape.OrganizationUnit,
  SubjectDn: issuedShape.SubjectDN,
  SerialNumber: issuedShape.SerialNumber,
  Algorithm: issuedShape.Algorithm,
  CertificateType: string({ about: 'CLIENT, SERVER or END_ENTITY.', example: 'SERVER' }),
  Status: issuedShape.Status,
  BeforeDate: string({ about: 'Start of the validity, UTC.', example: '2026-05-19 08:00:00' }),
  AfterDate: string({ about: 'End of the validity, UTC.', example: '2027-05-19 08:00:00' }),
  BeforeTime: integer({ about: 'Start of the validity.', unit: 'milliseconds since 1970', example: 1767225600000 }),
  AfterTime: integer({ about: 'End of the validity.', unit: 'milliseconds since 1970', example: 1798761600000 }),
  KeyExportable: boolean({
    about: 'Whether DescribeCertificatePrivateKey hands the private key out.',
    example: true,
  }),
  Extra: string({ about: 'Further facts as a JSON text. Always absent.', example: '{"appId":"APP_1"}' }),
  Tags: list(string({ about: 'A JSON text of one key and its value.', example: '{"runtime":"production"}' }), {
    about: 'The tags, by key.',
  }),
} as const;

export function showMeta({ certificate, tags, keyHeld }: ListedCertificate): ObjectOf<typeof certificateMetaShape> {
  const shown = showListed(certificate);
  return {
    Id: shown.Id,
    Identifier: shown.Identifier,
    CustomIdentifier: shown.CustomIdentifier,
    AliasName: shown.AliasName,
    CommonName: shown.CommonName,
    Organization: shown.Organization,
    OrganizationUnit: shown.OrganizationUnit,
    SubjectDn: shown.SubjectDN,
    SerialNumber: shown.SerialNumber,
    Algorithm: shown.Algorithm,
    CertificateType: shown.CertificateType,
    Status: shown.Status,
    BeforeDate: showDate(certificate.notBefore),
    AfterDate: showDate(certificate.notAfter),
    BeforeTime: shown.BeforeDate,
    AfterTime: shown.AfterDate,
    KeyExportable: keyHeld,
    Tags: tags.map(({ key, value }) => JSON.stringify({ [key]: value })),
  };
}
