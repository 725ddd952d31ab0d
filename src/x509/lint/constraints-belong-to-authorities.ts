import * as other from './known-extensions.js';
import type { Rule } from './rule.js';

const ofAuthorities = [
  other.NAME_CONSTRAINTS,
  other.POLICY_MAPPINGS,
  other.POLICY_CONSTRAINTS,
  other.INHIBIT_ANY_POLICY,
];

export const constraintsBelongToAuthorities: Rule = {
  id: 'constraints-belong-to-authorities',
  citation: 'RFC 5280 sections 4.2.1.5, 4.2.1.10, 4.2.1.11 and 4.2.1.14',
  level: 'error',
  check({ authority, extensions }) {
    const wrong = authority ? undefined : ofAuthorities.find(oid => extensions.has(oid));
    return wrong && `Only a CA has the extension ${wrong}.`;
  },
};
