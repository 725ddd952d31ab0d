/** The path of a request, for finding a page and for the log. */
import type { IncomingMessage } from 'node:http';
import { httpRefusal } from './http-refusals.js';

/** As sent, and never with the query: parameters travel there, passwords among them. */
export function pathOf({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
  const mark = url.indexOf('?');
  return mark === -1 ? url : url.slice(0, mark);
}

/**
 * The path that a page is found by: without percent encoding (RFC 3986 section 6.2.2.2), but for characters that would part it otherwise,
 * and without the host of a request to a proxy (RFC 9112 section 3.2.2). Throws the refusal of what is not well formed.
 */
export function decodedPath(request: Pick<IncomingMessage, 'url'>): string {
  const sent = pathOf(request);
  const path = sent.startsWith('/') ? sent : sent.replace(/^https?:\/\/[^/]*/i, '') || '/';
  if (!path.includes('%')) return path;
  try {
    return decodeURI(path);
  } catch {
    throw httpRefusal('malformed');
  }
}
