import type { Rule } from './rule.js';

export const pathLengthFitsIssuer: Rule = {
  id: 'path-length-fits-issuer',
  citation: 'RFC 5280 section 6.1.4 (l) and (m)',
  level: 'error',
  check({ authority, basicConstraints, issuer }) {
    if (!authority || issuer?.pathLength === undefined) return undefined;
    if (issuer.pathLength === 0) return 'No CA follows below one whose path length is 0.';
    const length = basicConstraints?.pathLength;
    return length !== undefined && length < issuer.pathLength
      ? undefined
      : 'The path length of a CA is smaller than that of the CA above.';
  },
};
