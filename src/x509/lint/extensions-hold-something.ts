import { basicConstraintsOid } from '../extensions/basic-constraints.js';
import type { Rule } from './rule.js';

/** A SEQUENCE without content is the default of basic constraints alone. */
export const extensionsHoldSomething: Rule = {
  id: 'extensions-hold-something',
  citation: 'RFC 5280 sections 4.2.1 (SIZE (1..MAX) throughout), 4.2.1.10 and 4.2.1.11',
  level: 'error',
  check({ extensions }) {
    const wrong = [...extensions].find(
      ([oid, { value }]) =>
        value.length === 0 || (value.length === 2 && value[0] === 0x30 && oid !== basicConstraintsOid),
    );
    return wrong && `The extension ${wrong[0]} is empty.`;
  },
};
