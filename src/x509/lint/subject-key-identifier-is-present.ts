import { subjectKeyIdentifierOid } from '../extensions/subject-key-identifier.js';
import type { Rule } from './rule.js';

export const subjectKeyIdentifierIsPresent: Rule = {
  id: 'subject-key-identifier-is-present',
  citation: 'RFC 5280 section 4.2.1.2',
  level: 'error',
  check({ authority, extensions }) {
    const found = extensions.get(subjectKeyIdentifierOid);
    if (found?.critical) return 'The subject key identifier is not critical.';
    return found || !authority ? undefined : 'A CA has a subject key identifier.';
  },
};
