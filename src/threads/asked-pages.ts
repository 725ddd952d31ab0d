/** Pages that are made once and kept, by the main thread for all. */
import type { PublicAnswer, PublicRoute } from '../gateway/public-pages.js';
import type { Calls } from './calls.js';
import type { OfMain } from './contract.js';

/** The route of a further thread for pages of the main one. */
export function pageOfMain(calls: Pick<Calls<OfMain>, 'call'>, path: string): PublicRoute {
  return {
    path,
    answer: async (asked, query, headers) => {
      const page = await calls.call('page', path, asked, query.toString(), headers);
      return page && { ...page, body: bufferOf(page.body) };
    },
  };
}

/** What the main thread offers: the answer of one of its routes. */
export function pagesFor(routes: readonly PublicRoute[]): OfMain['page'] {
  return async (route, path, query, headers) =>
    routes.find(it => it.path === route)?.answer(path, new URLSearchParams(query), headers);
}

/** A Buffer comes over as the Uint8Array that it is. */
function bufferOf(body: PublicAnswer['body'] | Uint8Array): string | Buffer {
  return typeof body === 'string' ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}
