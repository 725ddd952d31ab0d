/**
 * Which modules lie in one file: those that a start loads together. Left to itself the bundler makes a file of each set of modules that the same programs
 * share: a hundred of them, and each costs a start half a millisecond.
 */
interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/**
 * The name of each file, and the modules whose imports are in it, but for those that are in an earlier one. These modules themselves are not: some begin to work
 * when they are loaded. Small programs come first, so that they do not load the server.
 */
const pieces: readonly (readonly [name: string, ...modules: readonly string[]])[] = [
  ['for-key-makers', 'src/threads/key-maker-thread.ts'],
  ['for-commands', 'src/program.ts'],
  ['for-writer', 'src/store/sqlite/writer-thread.ts'],
  ['for-start', 'src/start-server.ts', 'src/commands/env.ts', 'src/store/identity.ts', 'src/commands/sign-in.ts'],
  ['for-server', 'src/main.ts', 'src/gateway-thread.ts'],
];

interface Group {
  readonly name: (id: string, graph: Graph) => string | null;
  readonly debugName: string;
  readonly priority: number;
}

/** As rolldown's `codeSplitting.groups`, of which each takes what its modules import along, unless one of a higher priority has it. @param root where `src` is */
export function groupsOfPieces(root: string): Group[] {
  let names: ReadonlyMap<string, string> | undefined;
  return pieces.map(([piece], index) => ({
    name: (id, graph) => {
      names ??= namesOf(root, graph);
      return names.get(id) === piece ? piece : null;
    },
    debugName: piece,
    priority: pieces.length - index,
  }));
}

function namesOf(root: string, graph: Graph): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [name, ...modules] of pieces) {
    const waiting = modules.flatMap(file => imported(`${root}/${file}`, graph));
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (names.has(id)) continue;
      names.set(id, name);
      waiting.push(...imported(id, graph));
    }
  }
  return names;
}

/** Without those that are loaded later (`import()`). */
function imported(id: string, graph: Graph): string[] {
  return graph.getModuleInfo(id)?.importedIds.filter(it => !it.startsWith('node:')) ?? [];
}
