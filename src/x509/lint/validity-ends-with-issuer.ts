import type { Rule } from './rule.js';

export const validityEndsWithIssuer: Rule = {
  id: 'validity-ends-with-issuer',
  citation: 'cas-2020-06-30 section 6.4: the end must not lie after the end of the issuing CA',
  level: 'error',
  check: ({ issuer, notAfter }) =>
    issuer && notAfter > issuer.notAfter ? 'A certificate does not outlive the CA that issues it.' : undefined,
};
