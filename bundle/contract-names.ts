/**
 * Keeps of each API contract the names of its operations, from which follows what is planned (spec/catalogue.ts). How they look on the wire, 270 KB in
 * each thread, only the contract suite reads, and it reads the files.
 */
import type { Plugin } from 'vite';

export function contractNames(): Plugin {
  return {
    name: 'contract-names',
    transform: {
      order: 'pre',
      filter: { id: /\/src\/api\/contracts\/[^/]+\.json$/ },
      handler: text => ({
        code: JSON.stringify(Object.fromEntries(Object.keys(JSON.parse(text)).map(name => [name, {}]))),
        map: null,
      }),
    },
  };
}
