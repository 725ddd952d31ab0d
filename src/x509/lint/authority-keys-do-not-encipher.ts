import type { Rule } from './rule.js';

export const authorityKeysDoNotEncipher: Rule = {
  id: 'authority-keys-do-not-encipher',
  citation: 'RFC 3279 section 2.3.1',
  level: 'warning',
  check: ({ keyUsages }) =>
    keyUsages.includes('keyCertSign') &&
    (keyUsages.includes('keyEncipherment') || keyUsages.includes('dataEncipherment'))
      ? 'A key that signs certificates should not encipher.'
      : undefined,
};
