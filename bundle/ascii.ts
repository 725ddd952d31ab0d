/**
 * Writes every character beyond ASCII as an escape. V8 keeps a source with one such character as two bytes for each character, which for this
 * program is 2 MB more in each of its threads.
 */
import type { Plugin } from 'vite';

export function asciiOnly(): Plugin {
  return {
    name: 'ascii-only',
    renderChunk: {
      order: 'post',
      handler: code => {
        const escaped = /\\[^\0-\x7f]/.exec(code);
        // A backslash before an escape would change what it means.
        if (escaped) throw new Error(`a character beyond ASCII is escaped needlessly: ${escaped[0]}`);
        return { code: code.replaceAll(/[^\0-\x7f]/g, escapeOf), map: null };
      },
    },
  };
}

const escapeOf = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
