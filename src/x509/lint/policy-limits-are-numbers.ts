import { childrenOf, contentOf, readInside } from '../der-values.js';
import { tags } from '../strict-der.js';
import { INHIBIT_ANY_POLICY, POLICY_CONSTRAINTS } from './known-extensions.js';
import type { Rule } from './rule.js';

const CONSTRAINTS = 'extension policyConstraints';
const INHIBIT = 'extension inhibitAnyPolicy';

/** How many certificates further down something still holds: requireExplicitPolicy [0], inhibitPolicyMapping [1], SkipCerts. */
export const policyLimitsAreNumbers: Rule = {
  id: 'policy-limits-are-numbers',
  citation: 'RFC 5280 sections 4.2.1.11 and 4.2.1.14',
  level: 'error',
  check({ extensions }) {
    const constraints = extensions.get(POLICY_CONSTRAINTS);
    if (constraints) {
      const limits = childrenOf(readInside(constraints.value, CONSTRAINTS), tags.sequence, CONSTRAINTS, 1, 2);
      const order = limits.map(({ tag }) => tag).join();
      const sound = ['128', '129', '128,129'].includes(order) && limits.every(({ content }) => isCount(content));
      if (!sound) return 'The extension policyConstraints holds one number of certificates or two.';
    }
    const inhibit = extensions.get(INHIBIT_ANY_POLICY);
    return !inhibit || isCount(contentOf(readInside(inhibit.value, INHIBIT), tags.integer, INHIBIT))
      ? undefined
      : 'The extension inhibitAnyPolicy holds a number of certificates.';
  },
};

/** Content octets of an INTEGER from 0 up, no longer than it has to be. */
const isCount = (octets: Buffer): boolean =>
  octets.length > 0 &&
  octets.length <= 4 &&
  (octets[0] as number) < 0x80 &&
  !(octets.length > 1 && octets[0] === 0 && (octets[1] as number) < 0x80);
