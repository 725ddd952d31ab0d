import { extendedKeyUsageOid, purposeOid } from '../extensions/extended-key-usage.js';
import type { Rule } from './rule.js';

const ANY = purposeOid('any');

export const anyPurposeIsNotCritical: Rule = {
  id: 'any-purpose-is-not-critical',
  citation: 'RFC 5280 section 4.2.1.12',
  level: 'warning',
  check: ({ purposes, extensions }) =>
    purposes.includes(ANY) && extensions.get(extendedKeyUsageOid)?.critical
      ? 'Extended key usage should not be critical where any purpose is among it.'
      : undefined,
};
