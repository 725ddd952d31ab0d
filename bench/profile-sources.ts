/** Where a place in the built server comes from: the profiler knows lines of `dist/`, the reader lines of `src/` and of packages. */
import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { fileURLToPath } from 'node:url';

const maps = new Map<string, SourceMap | undefined>();

export interface SourcePlace {
  /** `src/…`, `node_modules/…`, `node:…`, or empty for the engine's own. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** @param line of the built file, from 0, as profiles count */
export function sourceOf(url: string, line: number, column: number): SourcePlace {
  const entry = mapOf(url)?.findEntry(line, column);
  if (entry && 'originalSource' in entry)
    return { file: withinProject(entry.originalSource), line: entry.originalLine + 1 };
  return { file: withinProject(url.replace(/^file:\/\//, '')), line: line + 1 };
}

function mapOf(url: string): SourceMap | undefined {
  if (!url.startsWith('file://')) return undefined;
  if (!maps.has(url)) maps.set(url, readMap(`${fileURLToPath(url)}.map`));
  return maps.get(url);
}

function readMap(file: string): SourceMap | undefined {
  return existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload) : undefined;
}

function withinProject(path: string): string {
  return path.replace(/^.*?(?=(?:src|dist|node_modules)\/)/, '');
}
