import { keyUsageOid } from '../extensions/key-usage.js';
import type { Rule } from './rule.js';

export const keyUsageIsCritical: Rule = {
  id: 'key-usage-is-critical',
  citation: 'RFC 5280 section 4.2.1.3',
  level: 'warning',
  check: ({ extensions }) =>
    extensions.get(keyUsageOid)?.critical === false ? 'Key usage should be critical.' : undefined,
};
