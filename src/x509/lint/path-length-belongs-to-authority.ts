import type { Rule } from './rule.js';

export const pathLengthBelongsToAuthority: Rule = {
  id: 'path-length-belongs-to-authority',
  citation: 'RFC 5280 section 4.2.1.9',
  level: 'error',
  check: ({ authority, basicConstraints, keyUsages }) =>
    basicConstraints?.pathLength === undefined || (authority && keyUsages.includes('keyCertSign'))
      ? undefined
      : 'Only a CA that may sign certificates has a path length.',
};
