import type { Rule } from './rule.js';

export const agreementGoesOneWay: Rule = {
  id: 'agreement-goes-one-way',
  citation: 'RFC 5280 section 4.2.1.3',
  level: 'error',
  check: ({ keyUsages }) =>
    keyUsages.includes('encipherOnly') && keyUsages.includes('decipherOnly')
      ? 'A key that may only encipher cannot be one that may only decipher.'
      : undefined,
};
