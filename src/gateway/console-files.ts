/**
 * `/console/…`: the files of the browser console, as its build left them in `dist-console`. The console has no privilege of its own; the
 * server gives it files and answers its signed requests like anybody's.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';
import type { PublicRoute } from './public-pages.js';
import { etagOf, type StoredAnswer, serveStored } from './stored-answer.js';

/** Where the console is mounted. */
export const CONSOLE_PATH = '/console/';

/**
 * No host but this one, no script that is not a file of the build. antd writes style elements as it goes, which is what
 * `unsafe-inline` is for; scripts have no such exception.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Of the kinds of files that a build leaves. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Whether the console was built: a server without it is complete but for that page. */
export function hasConsole(directory: string): boolean {
  return existsSync(join(directory, 'index.html'));
}

/** The files, each read when it is first asked for. */
export function consoleRoute(directory: string): PublicRoute {
  const stored = new Map<string, Promise<StoredAnswer>>();
  let names: Promise<ReadonlySet<string>> | undefined;
  return {
    path: `${CONSOLE_PATH}*`,
    answer: async (path, _query, headers) => {
      names ??= filesBelow(directory);
      const name = path.slice(CONSOLE_PATH.length) || 'index.html';
      // Only what the build left is read, whatever a path would lead to on the disk.
      if (!(await names).has(name)) return undefined;
      const file = stored.get(name) ?? readStored(directory, name);
      stored.set(name, file);
      return serveStored(await file, headers);
    },
  };
}

async function filesBelow(directory: string): Promise<ReadonlySet<string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile() && !entry.name.startsWith('.'));
  return new Set(
    files.map(({ parentPath, name }) => relative(directory, join(parentPath, name)).replaceAll('\\', '/')),
  );
}

/** Files with a hash in their name may be kept for ever, the page that names them may not. */
async function readStored(directory: string, name: string): Promise<StoredAnswer> {
  const path = join(directory, name);
  const [plain, br, gzip] = await Promise.all([readFile(path), readIfThere(`${path}.br`), readIfThere(`${path}.gz`)]);
  const hashed = /^assets\/[^/]+-[\w-]{8}\.\w+$/.test(name);
  return {
    contentType: CONTENT_TYPES[extname(name)] ?? 'application/octet-stream',
    headers: {
      'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'cross-origin-opener-policy': 'same-origin',
    },
    etag: etagOf(plain),
    plain,
    br,
    gzip,
  };
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  return existsSync(path) ? readFile(path) : undefined;
}
