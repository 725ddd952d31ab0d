import { subjectAlternativeNameOid } from '../extensions/subject-alternative-name.js';
import type { Rule } from './rule.js';

export const emptySubjectHasCriticalName: Rule = {
  id: 'empty-subject-has-critical-name',
  citation: 'RFC 5280 section 4.2.1.6',
  level: 'error',
  check: ({ subjectDer, extensions }) =>
    subjectDer.length > 2 || extensions.get(subjectAlternativeNameOid)?.critical
      ? undefined
      : 'Where the subject is empty there is a critical subject alternative name.',
};
