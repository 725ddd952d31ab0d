/**
 * `/console/…`: the files of the browser console, as its build left them in `dist-console`. The console has no privilege of its own; the
 * server gives it files and answers its signed requests like anybody's.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

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

/** Whether the console was built: a server without it is complete but for that page. */
export function hasConsole(directory: string): boolean {
  return existsSync(join(directory, 'index.html'));
}

/** Mounts the files. Those with a hash in their name may be kept for ever, the page that names them may not. */
export function serveConsole(app: FastifyInstance, directory: string): void {
  app.register(fastifyStatic, {
    root: directory,
    prefix: CONSOLE_PATH,
    preCompressed: true,
    cacheControl: false,
    // Directories are no pages, and only what the build left may be read.
    // As a list: the plugin looks for the compressed form of an index only there.
    index: ['index.html'],
    dotfiles: 'deny',
    setHeaders: (reply, path) => {
      const hashed = /\/assets\/[^/]+-[\w-]{8}\.\w+(\.br|\.gz)?$/.test(path);
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      reply.header('content-security-policy', CONTENT_SECURITY_POLICY);
      reply.header('x-content-type-options', 'nosniff');
      reply.header('x-frame-options', 'DENY');
      reply.header('referrer-policy', 'no-referrer');
      reply.header('cross-origin-opener-policy', 'same-origin');
    },
  });
}
