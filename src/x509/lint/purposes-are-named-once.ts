import type { Rule } from './rule.js';

export const purposesAreNamedOnce: Rule = {
  id: 'purposes-are-named-once',
  citation: 'RFC 5280 section 4.2.1.12',
  level: 'error',
  check: ({ purposes }) =>
    new Set(purposes).size === purposes.length ? undefined : 'An extended key usage is named once.',
};
