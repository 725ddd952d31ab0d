import type { KeyUsage } from '../extensions/key-usage.js';
import type { Rule } from './rule.js';

const ofEncipheringKeys: readonly KeyUsage[] = ['keyEncipherment', 'dataEncipherment'];
const ofAgreeingKeys: readonly KeyUsage[] = ['keyAgreement', 'encipherOnly', 'decipherOnly'];

export const keyUsageFitsAlgorithm: Rule = {
  id: 'key-usage-fits-algorithm',
  citation: 'RFC 3279 section 2.3.1 (RSA), RFC 8813 section 3 (elliptic curves)',
  level: 'error',
  check({ keyAlgorithm, keyUsages }) {
    if (!keyAlgorithm) return 'The public key is of an algorithm that is not in use here.';
    const impossible = keyAlgorithm.enciphersKeys ? ofAgreeingKeys : ofEncipheringKeys;
    const found = keyUsages.find(usage => impossible.includes(usage));
    return found && `A key of this algorithm cannot be used for ${found}.`;
  },
};
