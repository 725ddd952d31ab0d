import type { Rule } from './rule.js';

export const serialNumberIsPositive: Rule = {
  id: 'serial-number-is-positive',
  citation: 'RFC 5280 section 4.1.2.2',
  level: 'error',
  check({ serialNumber }) {
    const first = serialNumber[0] as number;
    const positive = first < 0x80 && serialNumber.some(octet => octet !== 0);
    return positive && serialNumber.length <= 20
      ? undefined
      : 'The serial number is greater than zero and has at most 20 octets.';
  },
};
