import { extendedKeyUsageOid, purposeOid } from '../extensions/extended-key-usage.js';
import type { Rule } from './rule.js';

const TIME_STAMPING = purposeOid('timeStamping');

export const timeStampingStandsAlone: Rule = {
  id: 'time-stamping-stands-alone',
  citation: 'RFC 3161 section 2.3',
  level: 'error',
  check({ authority, purposes, extensions }) {
    if (authority || !purposes.includes(TIME_STAMPING)) return undefined;
    return purposes.length === 1 && extensions.get(extendedKeyUsageOid)?.critical
      ? undefined
      : 'Time stamping is the only extended key usage of a certificate, and critical.';
  },
};
