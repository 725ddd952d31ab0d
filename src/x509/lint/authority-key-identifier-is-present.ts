import { authorityKeyIdentifierOid } from '../extensions/authority-key-identifier.js';
import type { Rule } from './rule.js';

export const authorityKeyIdentifierIsPresent: Rule = {
  id: 'authority-key-identifier-is-present',
  citation: 'RFC 5280 section 4.2.1.1',
  level: 'error',
  check({ selfIssued, extensions }) {
    const found = extensions.get(authorityKeyIdentifierOid);
    if (found?.critical) return 'The authority key identifier is not critical.';
    return found || selfIssued ? undefined : 'A certificate that is not self-signed has an authority key identifier.';
  },
};
