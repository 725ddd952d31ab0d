/** A public file as HTTP answers with it: what caches may do with it, and 304 for clients that have it already (RFC 9110 section 13, RFC 9111). */
import type { IncomingHttpHeaders } from 'node:http';

export interface PublicFile {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer | string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface CacheableFile {
  readonly contentType: string;
  readonly body: Buffer | string;
  /** Without quotes; for these very bytes and no others of this address. */
  readonly tag: string;
  readonly lastModified?: Date;
  /** Whether the date, which has seconds only, is that of no other version. */
  readonly datable?: boolean;
  /** How long caches may keep it. */
  readonly maxAgeS: number;
}

/** 200 with the file, or 304 without when the request says that its sender has it. */
export function cacheableAnswer(file: CacheableFile, request: IncomingHttpHeaders): PublicFile {
  const headers = {
    // Past its age a cache has to ask again and must not serve what it has: a revocation would not be seen.
    'cache-control': `public, no-transform, must-revalidate, max-age=${file.maxAgeS}`,
    etag: `"${file.tag}"`,
    ...(file.lastModified && { 'last-modified': file.lastModified.toUTCString() }),
  };
  const { contentType } = file;
  if (isKnown(file, request)) return { status: 304, contentType, body: '', headers };
  return { status: 200, contentType, body: file.body, headers };
}

/** If-None-Match counts alone where it is there (RFC 9110 section 13.2.2). */
function isKnown({ tag, lastModified, datable }: CacheableFile, request: IncomingHttpHeaders): boolean {
  const tags = request['if-none-match'];
  if (tags !== undefined) {
    return tags.split(',').some(each => ['*', `"${tag}"`].includes(each.trim().replace(/^W\//, '')));
  }
  if (!lastModified || !datable) return false;
  const since = Date.parse(request['if-modified-since'] ?? '');
  // A later date is not one that was given out here: a clock may have been set back since.
  return since === Math.floor(lastModified.getTime() / 1000) * 1000;
}
