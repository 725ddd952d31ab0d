import { findSignatureScheme } from '../../crypto/signature-schemes.js';
import type { Rule } from './rule.js';

export const signatureAlgorithmIsKnown: Rule = {
  id: 'signature-algorithm-is-known',
  citation: 'RFC 5280 section 4.1.2.3',
  level: 'error',
  check: ({ signatureOid }) =>
    findSignatureScheme(signatureOid) ? undefined : `${signatureOid} is no signature algorithm in use here.`,
};
