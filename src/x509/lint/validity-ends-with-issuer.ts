import type { Rule } from './rule.js';

export const validityEndsWithIssuer: Rule = {
  id: 'validity-ends-with-issuer',
  citation: 'wire/cas.md section 6.4: no certificate ends later than the CA that issues it',
  level: 'error',
  check: ({ issuer, notAfter }) =>
    issuer && notAfter > issuer.notAfter ? 'A certificate does not outlive the CA that issues it.' : undefined,
};
