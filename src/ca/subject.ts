/**
 * Who a certificate is for: what the call says, then what the CSR says, then what the issuing CA and the settings give
 * (wire/cas.md sections 5.3, 5.5 and 6.3). The common name alone is taken from the CSR first, as documented.
 */
import { type SubjectField, type SubjectFields, subjectFieldNames } from '../x509/name.js';

export interface SubjectSources {
  readonly asked: SubjectFields;
  readonly csr: SubjectFields | undefined;
  readonly authority: SubjectFields;
  /** Those of the settings. */
  readonly defaults: SubjectFields;
  /** Where nobody gives a common name; absent: none. */
  readonly otherCommonName?: string | undefined;
}

export function completeSubject({
  asked,
  csr = {},
  authority,
  defaults,
  otherCommonName,
}: SubjectSources): SubjectFields {
  const given = (field: SubjectField) => asked[field] ?? csr[field] ?? defaults[field] ?? authority[field];
  return {
    country: given('country'),
    state: given('state'),
    locality: given('locality'),
    organization: given('organization'),
    organizationUnit: given('organizationUnit'),
    commonName: csr.commonName ?? asked.commonName ?? otherCommonName,
  };
}

/** The fields that the call or the CSR gives a value for, and no default does. */
export function givenFields({ asked, csr = {} }: Pick<SubjectSources, 'asked' | 'csr'>): SubjectField[] {
  return subjectFieldNames.filter(field => (asked[field] ?? csr[field]) !== undefined);
}
