import { findSignatureScheme } from '../../crypto/signature-schemes.js';
import type { Rule } from './rule.js';

export const signatureParametersFit: Rule = {
  id: 'signature-parameters-fit',
  citation: 'RFC 4055 section 5 (RSA: NULL), RFC 5758 section 3.2 (ECDSA: absent)',
  level: 'error',
  check({ signatureOid, signatureIdentifier }) {
    const scheme = findSignatureScheme(signatureOid);
    return !scheme || scheme.identifier.equals(signatureIdentifier)
      ? undefined
      : 'The signature algorithm has the parameters that its standard gives it.';
  },
};
