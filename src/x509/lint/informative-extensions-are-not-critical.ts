import { authorityInformationAccessOid } from '../extensions/authority-information-access.js';
import * as other from './known-extensions.js';
import type { Rule } from './rule.js';

const informative = [
  authorityInformationAccessOid,
  other.SUBJECT_INFORMATION_ACCESS,
  other.FRESHEST_CRL,
  other.SUBJECT_DIRECTORY_ATTRIBUTES,
  other.SMIME_CAPABILITIES,
];

export const informativeExtensionsAreNotCritical: Rule = {
  id: 'informative-extensions-are-not-critical',
  citation: 'RFC 5280 sections 4.2.1.8, 4.2.1.15, 4.2.2.1 and 4.2.2.2, RFC 4262',
  level: 'error',
  check({ extensions }) {
    const wrong = informative.find(oid => extensions.get(oid)?.critical);
    return wrong && `The extension ${wrong} is not critical.`;
  },
};
