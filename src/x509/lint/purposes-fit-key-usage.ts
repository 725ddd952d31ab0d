import { purposeOid } from '../extensions/extended-key-usage.js';
import type { KeyUsage } from '../extensions/key-usage.js';
import type { Rule } from './rule.js';

/** What RFC 5280 section 4.2.1.12 says is consistent: any one of them is enough. */
const consistent: ReadonlyMap<string, readonly KeyUsage[]> = new Map<string, readonly KeyUsage[]>([
  [purposeOid('serverAuth'), ['digitalSignature', 'keyEncipherment', 'keyAgreement']],
  [purposeOid('clientAuth'), ['digitalSignature', 'keyAgreement']],
  [purposeOid('codeSigning'), ['digitalSignature']],
  [purposeOid('emailProtection'), ['digitalSignature', 'contentCommitment', 'keyEncipherment', 'keyAgreement']],
  [purposeOid('timeStamping'), ['digitalSignature', 'contentCommitment']],
  [purposeOid('OCSPSigning'), ['digitalSignature', 'contentCommitment']],
]);

/** Of an authority the purposes are those of certificates below it. */
export const purposesFitKeyUsage: Rule = {
  id: 'purposes-fit-key-usage',
  citation: 'RFC 5280 section 4.2.1.12',
  level: 'error',
  check({ authority, keyUsages, purposes }) {
    if (authority || keyUsages.length === 0) return undefined;
    const wrong = purposes.find(purpose => {
      const usages = consistent.get(purpose);
      return usages && !usages.some(usage => keyUsages.includes(usage));
    });
    return wrong && `No key usage is consistent with the extended key usage ${wrong}.`;
  },
};
