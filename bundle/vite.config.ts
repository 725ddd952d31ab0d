/**
 * The server's build: from `src/` and the packages that it uses into a few files in `dist/`, one for the program and one for each kind of
 * thread. One large file is read and compiled in a third of the time that a thousand small ones take.
 */
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { defineConfig } from 'vite';
import { asciiOnly } from './ascii.ts';
import { builtinsByName } from './builtins.ts';
import { contractNames } from './contract-names.ts';
import { groupsOfPieces } from './pieces.ts';

const root = join(import.meta.dirname, '..');
const threads = globSync('src/**/*-thread.ts', { cwd: root });

export default defineConfig({
  root,
  publicDir: false,
  cacheDir: 'node_modules/.vite-server',
  plugins: [contractNames(), builtinsByName(), asciiOnly()],
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'dist',
    emptyOutDir: true,
    // Names of functions and lines stay as they are: a stack trace can be read without the source maps. Comments are a fifth of all bytes,
    // which a start would read.
    minify: false,
    sourcemap: true,
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      input: {
        chancery: join(root, 'src/chancery.ts'),
        ...Object.fromEntries(threads.map(file => [basename(file, '.ts'), join(root, file)])),
      },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name].js',
        sourcemapExcludeSources: true,
        comments: false,
        codeSplitting: { groups: groupsOfPieces(root) },
      },
    },
  },
});
