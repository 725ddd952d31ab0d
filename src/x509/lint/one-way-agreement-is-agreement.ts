import type { Rule } from './rule.js';

export const oneWayAgreementIsAgreement: Rule = {
  id: 'one-way-agreement-is-agreement',
  citation: 'RFC 5280 section 4.2.1.3',
  level: 'error',
  check: ({ keyUsages }) =>
    (keyUsages.includes('encipherOnly') || keyUsages.includes('decipherOnly')) && !keyUsages.includes('keyAgreement')
      ? 'encipherOnly and decipherOnly mean nothing without keyAgreement.'
      : undefined,
};
