import { contentOf, readInside } from '../der-values.js';
import { authorityKeyIdentifierOid } from '../extensions/authority-key-identifier.js';
import { subjectKeyIdentifierOid } from '../extensions/subject-key-identifier.js';
import { tags } from '../strict-der.js';
import { readAuthorityKeyIdentifier } from './read-authority-key-identifier.js';
import type { Rule } from './rule.js';

export const keyIdentifiersChain: Rule = {
  id: 'key-identifiers-chain',
  citation: 'RFC 5280 section 4.2.1.1',
  level: 'error',
  check({ issuer, selfIssued, extensions }) {
    const authority = extensions.get(authorityKeyIdentifierOid);
    const found = authority && readAuthorityKeyIdentifier(authority.value).keyIdentifier;
    if (!found) return undefined;
    if (issuer) {
      return issuer.keyIdentifier.equals(found)
        ? undefined
        : 'The authority key identifier is the subject key identifier of the CA that signs.';
    }
    const own = extensions.get(subjectKeyIdentifierOid);
    if (!own || !selfIssued) return undefined;
    return contentOf(readInside(own.value, 'subject key identifier'), tags.octetString, 'key identifier').equals(found)
      ? undefined
      : 'In a self-signed certificate both key identifiers are the same.';
  },
};
