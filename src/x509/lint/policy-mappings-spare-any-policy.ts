import { childrenOf, oidOf, readInside } from '../der-values.js';
import { tags } from '../strict-der.js';
import { POLICY_MAPPINGS } from './known-extensions.js';
import type { Rule } from './rule.js';

const WHAT = 'policy mappings';
const ANY_POLICY = '2.5.29.32.0';

export const policyMappingsSpareAnyPolicy: Rule = {
  id: 'policy-mappings-spare-any-policy',
  citation: 'RFC 5280 section 4.2.1.5',
  level: 'error',
  check({ extensions }) {
    const found = extensions.get(POLICY_MAPPINGS);
    if (!found) return undefined;
    const mapped = childrenOf(readInside(found.value, WHAT), tags.sequence, WHAT, 1).flatMap(pair =>
      childrenOf(pair, tags.sequence, WHAT, 2, 2).map(policy => oidOf(policy, WHAT)),
    );
    return mapped.includes(ANY_POLICY) ? 'Any policy is mapped neither to nor from another.' : undefined;
  },
};
