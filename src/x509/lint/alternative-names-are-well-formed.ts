import { readAlternativeNames } from './alternative-names.js';
import { ISSUER_ALTERNATIVE_NAME } from './known-extensions.js';
import type { Rule } from './rule.js';

/** Also lengths of IP addresses, labels of host names, and the syntax of mail addresses and URIs: `../general-name.ts` knows them. */
export const alternativeNamesAreWellFormed: Rule = {
  id: 'alternative-names-are-well-formed',
  citation: 'RFC 5280 sections 4.2.1.6 and 4.2.1.7',
  level: 'error',
  check: ({ alternativeNames, extensions }) =>
    alternativeNames.fault ?? readAlternativeNames(extensions.get(ISSUER_ALTERNATIVE_NAME)?.value).fault,
};
