import type { Rule } from './rule.js';

/** A number that a caller chose may be short. */
export const serialNumberIsUnpredictable: Rule = {
  id: 'serial-number-is-unpredictable',
  citation: 'CA/Browser Forum baseline requirements, section 7.1 (64 random bits)',
  level: 'warning',
  check: ({ serialNumber }) =>
    serialNumber.length >= 8 ? undefined : 'A serial number should hold at least 64 random bits.',
};
