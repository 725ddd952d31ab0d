import type { Rule } from './rule.js';

export const certificateSignerIsAuthority: Rule = {
  id: 'certificate-signer-is-authority',
  citation: 'RFC 5280 sections 4.2.1.3 and 4.2.1.9',
  level: 'error',
  check: ({ authority, keyUsages }) =>
    authority === keyUsages.includes('keyCertSign')
      ? undefined
      : 'A CA has the key usage keyCertSign, and nobody else has it.',
};
