/**
 * Where the compiled writer thread is. A worker thread is started from a file that Node itself can load: beside this module in a
 * build, and in `dist/` when this module is the TypeScript source, as in tests (test/build.ts builds before they run).
 */
const here = import.meta.url;

export const writerThreadEntry = here.endsWith('.ts')
  ? new URL('../../../dist/writer-thread.js', here)
  : new URL('./writer-thread.js', here);
