/** End-entity certificates as answers show them: EE-DETAIL and EE-LIST of wire/cas.md section 4.3. */
import type { CertificateDetails } from '../../../ca/certificates.js';
import type { Certificate } from '../../../ca/records.js';
import { daysOf } from '../../../ca/validity.js';
import { integer, type ObjectOf, string } from '../../../spec/field.js';
import type { SubjectField } from '../../../x509/name.js';
import { issuedShape, showIssued } from '../issued-shape.js';
import { shownTags, showTags } from '../shared-fields.js';

export const certificateListShape = {
  ...issuedShape,
  Id: integer({ about: 'The numeric id of the certificate.', example: 1137354 }),
  CustomIdentifier: string({ about: 'The identifier that the caller gave it.', example: 'device-4711' }),
  AliasName: string({ about: 'The alias.', example: 'web front' }),
  CertificateType: string({ about: 'CLIENT, SERVER or END_ENTITY (custom).', example: 'SERVER' }),
  ParentIdentifier: string({
    about: 'The identifier of the CA that issued it.',
    example: '1ed40789-483f-6023-b6b8-29ddd3bb0a9a',
  }),
  Sans: string({
    about:
      'The alternative names as a JSON text: a list of Type (1 e-mail, 2 DNS, 4 name, 6 URI, 7 IP, 8 OID) and Value.',
    example: '[{"Type":2,"Value":"www.example.com"},{"Type":7,"Value":"192.0.2.1"}]',
  }),
  Days: integer({ about: 'Whole days between start and end of the validity.', unit: 'days', example: 365 }),
} as const;

/** wire/cas.md section 4.3: a client that gave no value and reads one believes that the certificate has to be replaced. */
const givenSubjectShape = {
  CommonName: string({ about: 'Common name, where the call or the CSR gave one.', example: 'alice' }),
  OrganizationUnit: string({ about: 'Department, where the call or the CSR gave one.', example: 'Security' }),
  Organization: string({ about: 'Organization, where the call or the CSR gave one.', example: 'Example Ltd' }),
  Locality: string({ about: 'City, where the call or the CSR gave one.', example: 'Hangzhou' }),
  State: string({ about: 'State or province, where the call or the CSR gave one.', example: 'Zhejiang' }),
  CountryCode: string({ about: 'Country code, where the call or the CSR gave one.', example: 'CN' }),
} as const;

const SUBJECT_MEMBERS = {
  country: 'CountryCode',
  state: 'State',
  locality: 'Locality',
  organization: 'Organization',
  organizationUnit: 'OrganizationUnit',
  commonName: 'CommonName',
} as const satisfies Record<SubjectField, keyof typeof givenSubjectShape>;
const SUBJECT_FIELDS = Object.keys(SUBJECT_MEMBERS) as SubjectField[];

export const certificateDetailShape = {
  ...certificateListShape,
  FullAlgorithm: string({ about: 'The key algorithm, as requests name it.', example: 'ECC_256' }),
  CertChain: string({
    about: 'The certificate, the CA that issued it and those above up to the root, as PEM.',
    example: '-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n',
  }),
  UploadFlag: integer({ about: '1 when the certificate was copied to the SSL certificates, else 0.', example: 0 }),
  Tags: shownTags,
  ...givenSubjectShape,
} as const;

/** Section 4.2: what `CreateCustomCertificate` issued is an END_ENTITY. */
const TYPES = { client: 'CLIENT', server: 'SERVER', custom: 'END_ENTITY' } as const;

export function showListed(certificate: Certificate): ObjectOf<typeof certificateListShape> {
  return {
    ...showIssued(certificate),
    Id: certificate.number,
    CustomIdentifier: certificate.customIdentifier,
    AliasName: certificate.alias,
    CertificateType: TYPES[certificate.kind],
    ParentIdentifier: certificate.authorityId,
    Sans: JSON.stringify(certificate.alternativeNames.map(({ type, value }) => ({ Type: type, Value: value }))),
    Days: daysOf(certificate),
  };
}

export function showDetails({
  certificate,
  issuerChainPem,
  tags,
}: CertificateDetails): ObjectOf<typeof certificateDetailShape> {
  const listed = showListed(certificate);
  return {
    ...listed,
    ...withoutDefaults(certificate),
    FullAlgorithm: certificate.algorithm,
    CertChain: listed.X509Certificate && listed.X509Certificate + issuerChainPem,
    UploadFlag: certificate.uploaded ? 1 : 0,
    Tags: showTags(tags),
  };
}

/** Takes the fields that nobody gave out of the answer. The certificate has them, and `SubjectDN` says so. */
function withoutDefaults({ givenFields }: Certificate): Partial<Record<keyof typeof givenSubjectShape, undefined>> {
  const absent: Partial<Record<keyof typeof givenSubjectShape, undefined>> = {};
  if (givenFields === undefined) return absent;
  for (const field of SUBJECT_FIELDS) if (!givenFields.includes(field)) absent[SUBJECT_MEMBERS[field]] = undefined;
  return absent;
}
