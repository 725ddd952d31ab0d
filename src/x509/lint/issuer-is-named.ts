import type { Rule } from './rule.js';

export const issuerIsNamed: Rule = {
  id: 'issuer-is-named',
  citation: 'RFC 5280 section 4.1.2.4',
  level: 'error',
  check: ({ issuerDer }) => (issuerDer.length > 2 ? undefined : 'The issuer has a name that is not empty.'),
};
