import { InvalidInput } from '../../crypto/invalid-input.js';
import { isTextAttribute } from '../attribute-types.js';
import { decodeValue } from '../name.js';
import type { Rule } from './rule.js';

/** Alphabets of the string types, upper bounds, forms such as the country code's, no control characters, nothing empty. */
export const namesHoldText: Rule = {
  id: 'names-hold-text',
  citation: 'RFC 5280 section 4.1.2.4 and appendix A.1',
  level: 'error',
  check({ attributes }) {
    for (const { oid, value } of attributes) {
      if (!isTextAttribute(oid)) continue;
      try {
        decodeValue(oid, value);
      } catch (fault) {
        if (fault instanceof InvalidInput) return fault.message;
        throw fault;
      }
    }
    return undefined;
  },
};
