import * as other from './known-extensions.js';
import type { Rule } from './rule.js';

const constraining = [other.NAME_CONSTRAINTS, other.POLICY_CONSTRAINTS, other.INHIBIT_ANY_POLICY];

export const constrainingExtensionsAreCritical: Rule = {
  id: 'constraining-extensions-are-critical',
  citation: 'RFC 5280 sections 4.2.1.10, 4.2.1.11 and 4.2.1.14',
  level: 'error',
  check({ extensions }) {
    const wrong = constraining.find(oid => extensions.get(oid)?.critical === false);
    return wrong && `The extension ${wrong} is critical.`;
  },
};
