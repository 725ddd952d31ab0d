import { purposeOid } from '../extensions/extended-key-usage.js';
import { ocspNocheckOid } from '../extensions/ocsp-nocheck.js';
import type { Rule } from './rule.js';

const OCSP_SIGNING = purposeOid('OCSPSigning');

/**
 * A holder of this purpose answers for everything that the issuer issued. A responder has no other purpose, is no CA, and says that nobody
 * need ask about itself: the server writes the last into its own responders' certificates and into no other, and takes it from no CSR.
 */
export const ocspSigningIsTheResponders: Rule = {
  id: 'ocsp-signing-is-the-responders',
  citation: 'RFC 6960 section 4.2.2.2',
  level: 'error',
  check({ authority, purposes, extensions }) {
    if (!purposes.includes(OCSP_SIGNING)) return undefined;
    if (authority) return 'A CA whose certificate is for OCSPSigning answers for its own issuer.';
    return purposes.length === 1 && extensions.has(ocspNocheckOid)
      ? undefined
      : 'OCSPSigning is the purpose of an OCSP responder, which has no other and the extension id-pkix-ocsp-nocheck.';
  },
};
