import { contentOf, readInside } from '../der-values.js';
import { subjectKeyIdentifierOid } from '../extensions/subject-key-identifier.js';
import { tags } from '../strict-der.js';
import type { Rule } from './rule.js';

export const subjectKeyIdentifierIsOctets: Rule = {
  id: 'subject-key-identifier-is-octets',
  citation: 'RFC 5280 section 4.2.1.2',
  level: 'error',
  check({ extensions }) {
    const found = extensions.get(subjectKeyIdentifierOid);
    if (!found) return undefined;
    const what = 'subject key identifier';
    return contentOf(readInside(found.value, what), tags.octetString, what).length > 0
      ? undefined
      : 'The subject key identifier is not empty.';
  },
};
