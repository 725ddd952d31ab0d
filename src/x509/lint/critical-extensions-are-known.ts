import { authorityInformationAccessOid } from '../extensions/authority-information-access.js';
import { authorityKeyIdentifierOid } from '../extensions/authority-key-identifier.js';
import { basicConstraintsOid } from '../extensions/basic-constraints.js';
import { crlDistributionPointsOid } from '../extensions/crl-distribution-points.js';
import { extendedKeyUsageOid } from '../extensions/extended-key-usage.js';
import { keyUsageOid } from '../extensions/key-usage.js';
import { subjectAlternativeNameOid } from '../extensions/subject-alternative-name.js';
import { subjectKeyIdentifierOid } from '../extensions/subject-key-identifier.js';
import * as other from './known-extensions.js';
import type { Rule } from './rule.js';

const known: ReadonlySet<string> = new Set<string>([
  authorityInformationAccessOid,
  authorityKeyIdentifierOid,
  basicConstraintsOid,
  crlDistributionPointsOid,
  extendedKeyUsageOid,
  keyUsageOid,
  subjectAlternativeNameOid,
  subjectKeyIdentifierOid,
  ...Object.values(other),
]);

export const criticalExtensionsAreKnown: Rule = {
  id: 'critical-extensions-are-known',
  citation: 'RFC 5280 section 4.2',
  level: 'error',
  check({ extensions }) {
    const wrong = [...extensions].find(([oid, { critical }]) => critical && !known.has(oid));
    return wrong && `Nobody could use a certificate with the critical extension ${wrong[0]}, which is not known.`;
  },
};
