/**
 * How a worker thread is started: from a file that Node itself can load. That is `dist/NAME-thread.js`, beside the file that starts it; when the latter is
 * the TypeScript source, as in tests, it is in `dist/` all the same (decision 3; test/build.ts builds before they run).
 */

/** Where the entry of a thread is. @param from `import.meta.url` of the module that starts it @param beside as it lies beside that in the sources: `./NAME-thread.js` */
export function threadEntry(from: string, beside: string): URL {
  if (!from.endsWith('.ts')) return new URL(beside, from);
  return new URL(`dist/${beside.replace('./', '')}`, from.slice(0, from.lastIndexOf('/src/') + 1));
}

/**
 * A thread takes over the options of its process and does not start with `--input-type`, which is about a program given as text.
 * Only then are they given by name: a list may not hold options of the whole process, such as the size of its heap.
 */
export function optionsForThread(): { execArgv?: string[] } {
  const isProgramText = (option: string) => option.startsWith('--input-type');
  return process.execArgv.some(isProgramText) ? { execArgv: [] } : {};
}
