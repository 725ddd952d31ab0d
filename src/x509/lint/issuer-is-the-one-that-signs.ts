import type { Rule } from './rule.js';

export const issuerIsTheOneThatSigns: Rule = {
  id: 'issuer-is-the-one-that-signs',
  citation: 'RFC 5280 section 4.1.2.4',
  level: 'error',
  check: ({ issuer, issuerDer }) =>
    !issuer || issuer.subjectDer.equals(issuerDer)
      ? undefined
      : 'The issuer is written as the CA that signs writes its subject.',
};
