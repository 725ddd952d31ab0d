import { subjectKeyIdentifierOid } from '../extensions/subject-key-identifier.js';
import type { Rule } from './rule.js';

export const endEntityHasSubjectKeyIdentifier: Rule = {
  id: 'end-entity-has-subject-key-identifier',
  citation: 'RFC 5280 section 4.2.1.2',
  level: 'warning',
  check: ({ authority, extensions }) =>
    authority || extensions.has(subjectKeyIdentifierOid)
      ? undefined
      : 'An end-entity certificate should have a subject key identifier.',
};
