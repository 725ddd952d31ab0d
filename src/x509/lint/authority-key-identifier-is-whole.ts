import { authorityKeyIdentifierOid } from '../extensions/authority-key-identifier.js';
import { readAuthorityKeyIdentifier } from './read-authority-key-identifier.js';
import type { Rule } from './rule.js';

export const authorityKeyIdentifierIsWhole: Rule = {
  id: 'authority-key-identifier-is-whole',
  citation: 'RFC 5280 section 4.2.1.1',
  level: 'error',
  check({ extensions, selfIssued }) {
    const found = extensions.get(authorityKeyIdentifierOid);
    if (!found) return undefined;
    const { keyIdentifier, hasIssuer, hasSerialNumber } = readAuthorityKeyIdentifier(found.value);
    if (hasIssuer !== hasSerialNumber) return 'Issuer and serial number of the authority go together.';
    if (!selfIssued && !keyIdentifier?.length) return 'The authority key identifier holds a key identifier.';
    return undefined;
  },
};
