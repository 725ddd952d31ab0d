/**
 * Who a certificate is for: what the call says, then what the CSR says, then what the issuing CA and the settings give
 * (wire/cas.md sections 5.3, 5.5 and 6.3). The common name alone is taken from the CSR first, as documented.
 */
import type { SubjectField, SubjectFields } from '../x509/name.js';
import type { CaSettings } from './settings.js';

export interface SubjectSources {
  readonly asked: SubjectFields;
  readonly csr: SubjectFields | undefined;
  readonly authority: SubjectFields;
  readonly defaults: CaSettings['subjectDefaults'];
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
  const given = { ...authority, ...present(defaults), ...present(csr), ...present(asked) };
  return {
    country: given.country,
    state: given.state,
    locality: given.locality,
    organization: given.organization,
    organizationUnit: given.organizationUnit,
    commonName: csr.commonName ?? asked.commonName ?? otherCommonName,
  };
}

/** The fields that the call or the CSR gives a value for, and no default does. */
export function givenFields({ asked, csr = {} }: Pick<SubjectSources, 'asked' | 'csr'>): SubjectField[] {
  return Object.keys({ ...present(csr), ...present(asked) }) as SubjectField[];
}

/** Without the members that are there and undefined: they would hide what stands behind them. */
function present(fields: SubjectFields): SubjectFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
