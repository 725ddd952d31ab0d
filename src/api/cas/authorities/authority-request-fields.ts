/** What the two operations that make a CA share: wire/cas.md section 5.1. */

import { integer, type ObjectOf, string } from '../../../spec/field.js';
import type { SubjectFields } from '../../../x509/name.js';
import { resourceGroupId, subjectText, tags } from '../shared-fields.js';

export const authorityRequestFields = {
  CommonName: string({ ...subjectText.CommonName, required: true, about: 'Name of the CA.', example: 'Example CA' }),
  Organization: string({ ...subjectText.Organization, required: true, about: 'Organization that runs the CA.' }),
  OrganizationUnit: string({ ...subjectText.OrganizationUnit, required: true, about: 'Department that runs the CA.' }),
  Locality: string({ ...subjectText.Locality, required: true, about: 'City of the organization.' }),
  State: string({ ...subjectText.State, required: true, about: 'State or province of the organization.' }),
  CountryCode: string({ ...subjectText.Country, about: 'Country code of two letters. Default: none in the subject.' }),
  Years: integer({
    required: true,
    minimum: 1,
    maximum: 100,
    unit: 'years',
    about: 'Length of the validity in calendar years. 5 to 10 are usual.',
    example: 10,
  }),
  Tags: tags,
  ResourceGroupId: resourceGroupId,
} as const;

export const madeAuthorityFields = {
  Identifier: string({
    required: true,
    about: 'The identifier of the CA.',
    example: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
  }),
  Certificate: string({
    required: true,
    about: 'The certificate of the CA as PEM.',
    example: '-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n',
  }),
  CertificateChain: string({
    required: true,
    about: 'This CA and those above it up to the root, as PEM.',
    example: '-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n',
  }),
} as const;

export function subjectOf(input: ObjectOf<typeof authorityRequestFields>): SubjectFields {
  return {
    country: input.CountryCode,
    state: input.State,
    locality: input.Locality,
    organization: input.Organization,
    organizationUnit: input.OrganizationUnit,
    commonName: input.CommonName,
  };
}
