import type { Rule } from './rule.js';

export const validityIsOrdered: Rule = {
  id: 'validity-is-ordered',
  citation: 'RFC 5280 section 4.1.2.5',
  level: 'error',
  check: ({ notBefore, notAfter }) => (notBefore < notAfter ? undefined : 'The validity ends after it begins.'),
};
