import { impossibleKeyUsage } from '../extensions/key-usage.js';
import type { Rule } from './rule.js';

export const keyUsageFitsAlgorithm: Rule = {
  id: 'key-usage-fits-algorithm',
  citation: 'RFC 3279 section 2.3.1 (RSA), RFC 8813 section 3 (elliptic curves), GB/T 32918.4 (SM2)',
  level: 'error',
  check({ keyAlgorithm, keyUsages }) {
    if (!keyAlgorithm) return 'The public key is of an algorithm that is not in use here.';
    const found = impossibleKeyUsage(keyAlgorithm, keyUsages);
    return found && `A key of this algorithm cannot be used for ${found}.`;
  },
};
