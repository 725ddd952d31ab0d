import type { Rule } from './rule.js';

export const relativeNamesHaveATypeOnce: Rule = {
  id: 'relative-names-have-a-type-once',
  citation: 'X.501 section 9.3',
  level: 'error',
  check: ({ subjectName, issuerName }) =>
    [...subjectName, ...issuerName].some(
      name => name.length > 1 && new Set(name.map(({ oid }) => oid)).size < name.length,
    )
      ? 'A relative distinguished name has an attribute type once.'
      : undefined,
};
