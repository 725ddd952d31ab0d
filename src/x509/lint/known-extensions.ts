/** Extensions by their identifiers, and what RFC 5280 says of their criticality. */

export const SUBJECT_DIRECTORY_ATTRIBUTES = '2.5.29.9';
export const ISSUER_ALTERNATIVE_NAME = '2.5.29.18';
export const NAME_CONSTRAINTS = '2.5.29.30';
export const CERTIFICATE_POLICIES = '2.5.29.32';
export const POLICY_MAPPINGS = '2.5.29.33';
export const POLICY_CONSTRAINTS = '2.5.29.36';
export const FRESHEST_CRL = '2.5.29.46';
export const INHIBIT_ANY_POLICY = '2.5.29.54';
export const SUBJECT_INFORMATION_ACCESS = '1.3.6.1.5.5.7.1.11';
export const SMIME_CAPABILITIES = '1.2.840.113549.1.9.15';
export const OCSP_NO_CHECK = '1.3.6.1.5.5.7.48.1.5';
