import { basicConstraintsOid } from '../extensions/basic-constraints.js';
import type { Rule } from './rule.js';

export const authorityConstraintsAreCritical: Rule = {
  id: 'authority-constraints-are-critical',
  citation: 'RFC 5280 section 4.2.1.9',
  level: 'error',
  check: ({ authority, extensions }) =>
    authority && !extensions.get(basicConstraintsOid)?.critical
      ? 'The basic constraints of a CA are critical.'
      : undefined,
};
