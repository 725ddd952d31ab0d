/**
 * Takes node's own modules by `process.getBuiltinModule` and not by `import`. For an import node reads everything that the module exports:
 * of node:http that includes WebSocket, for which it loads undici, 50 ms and 13 MB for nothing.
 */
import type { Plugin } from 'vite';

/** Lines stay where they are, so that source maps stay true. */
export function builtinsByName(): Plugin {
  return {
    name: 'builtins-by-name',
    renderChunk: {
      order: 'post',
      handler: code => ({ code: code.replaceAll(/^import .* from ["']node:.*$/gm, taken), map: null }),
    },
  };
}

/** `import a, { b as c } from "node:fs";` as `const a = process.getBuiltinModule("node:fs"), { b: c } = a;`. */
function taken(line: string): string {
  const [, clause = '', module] = /^import (.*) from ["'](node:.*)["'];$/.exec(line) ?? [];
  const [, whole, names] = /^(?:\* as )?([\w$]+)?(?:, )?(\{.*\})?$/.exec(clause) ?? [];
  if (module === undefined || (whole ?? names) === undefined) throw new Error(`an import in an unknown form: ${line}`);
  const builtin = `process.getBuiltinModule("${module}")`;
  const taking = names?.replaceAll(' as ', ': ');
  const parts =
    whole === undefined
      ? [`${taking} = ${builtin}`]
      : [`${whole} = ${builtin}`, ...(taking ? [`${taking} = ${whole}`] : [])];
  return `const ${parts.join(', ')};`;
}
