/**
 * Writes every character beyond ASCII as an escape. V8 keeps a source with one such character as two bytes for each character, which for this
 * program is 2 MB more in each of its threads.
 */
import type { Plugin } from 'vite';

export function asciiOnly(): Plugin {
  return {
    name: 'ascii-only',
    // After the last step that prints code, which would write the characters themselves again.
    generateBundle: {
      order: 'post',
      handler: (_, bundle) => {
        for (const file of Object.values(bundle)) if (file.type === 'chunk') file.code = escaped(file.code);
      },
    },
  };
}

function escaped(code: string): string {
  const needless = /\\[^\0-\x7f]/.exec(code);
  // A backslash before an escape would change what it means.
  if (needless) throw new Error(`a character beyond ASCII is escaped needlessly: ${needless[0]}`);
  return code.replaceAll(/[^\0-\x7f]/g, escapeOf);
}

const escapeOf = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
