import type { Rule } from './rule.js';

export const versionIs3: Rule = {
  id: 'version-is-3',
  citation: 'RFC 5280 section 4.1.2.1',
  level: 'error',
  check: ({ version }) => (version === 3 ? undefined : 'A certificate with extensions has version 3.'),
};
