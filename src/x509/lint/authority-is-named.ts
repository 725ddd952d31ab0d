import type { Rule } from './rule.js';

export const authorityIsNamed: Rule = {
  id: 'authority-is-named',
  citation: 'RFC 5280 section 4.1.2.6',
  level: 'error',
  check: ({ authority, subjectDer }) =>
    authority && subjectDer.length <= 2 ? 'A CA has a subject that is not empty.' : undefined,
};
