/**
 * Stack traces that name lines of the sources. The server runs as a bundle with source maps beside it; Node could apply them by itself, but would read
 * them at each start, 13 MB for a fault that may never come. So they are read when the first trace is printed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { fileURLToPath } from 'node:url';

/** `file:///…/dist/serve.js:12:34`, as V8 writes a place. */
const PLACE = /(file:\/\/[^\s()]+?\.js):(\d+):(\d+)/g;

const maps = new Map<string, SourceMap | undefined>();

/** The trace with each place that has a source map written as `src/…:LINE:COLUMN`. Other places stay, and what cannot be read is left as it is. */
export function withSources(trace: string): string {
  return trace.replaceAll(PLACE, (place, url: string, line: string, column: string) => {
    const entry = mapOf(url)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (!entry || !('originalSource' in entry)) return place;
    const source = entry.originalSource.replace(/^(?:\.\.\/)+/, '');
    return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}

function mapOf(url: string): SourceMap | undefined {
  if (!maps.has(url)) maps.set(url, readMap(url));
  return maps.get(url);
}

/** A trace must come out whatever has become of the files. */
function readMap(url: string): SourceMap | undefined {
  try {
    const file = `${fileURLToPath(url)}.map`;
    return existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload) : undefined;
  } catch {
    return undefined;
  }
}
