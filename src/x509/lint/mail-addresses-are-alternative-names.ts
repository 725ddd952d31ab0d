import { generalNameTypes } from '../general-name.js';
import { comparableEmail } from '../internet-names.js';
import { decodeText } from '../name.js';
import type { Rule } from './rule.js';

const EMAIL_ADDRESS = '1.2.840.113549.1.9.1';

export const mailAddressesAreAlternativeNames: Rule = {
  id: 'mail-addresses-are-alternative-names',
  citation: 'RFC 5280 section 4.1.2.6',
  level: 'error',
  check({ subjectName, alternativeNames }) {
    const inSubject = subjectName.flat().filter(({ oid }) => oid === EMAIL_ADDRESS);
    if (inSubject.length === 0) return undefined;
    const addresses = alternativeNames.names
      .filter(({ type }) => type === generalNameTypes.rfc822Name)
      .map(({ value }) => comparableEmail(value));
    return inSubject.every(({ value }) => addresses.includes(comparableEmail(decodeText(value, 'emailAddress'))))
      ? undefined
      : 'A mail address in the subject is also an alternative name.';
  },
};
