import { domainToASCII, domainToUnicode } from 'node:url';
import { generalNameTypes } from '../general-name.js';
import type { Rule } from './rule.js';

export const internationalNamesAreALabels: Rule = {
  id: 'international-names-are-a-labels',
  citation: 'RFC 5280 section 7.2, RFC 5890 section 2.3.2.1, RFC 5891 section 4.4',
  level: 'error',
  check({ alternativeNames }) {
    const labels = alternativeNames.names
      .filter(({ type, value }) => type === generalNameTypes.dNSName && /xn--/i.test(value))
      .flatMap(({ value }) => value.toLowerCase().split('.'));
    const wrong = labels.find(label => label.startsWith('xn--') && !isALabel(label));
    return wrong && `"${wrong}" is not the encoding of an international label.`;
  },
};

/** What it stands for, written again, is itself: so it is punycode, in the normal form, and of characters that names may have. */
function isALabel(label: string): boolean {
  const unicode = domainToUnicode(label);
  return unicode !== '' && unicode !== label && domainToASCII(unicode) === label;
}
