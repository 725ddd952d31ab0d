/** Makes the answers ahead that take longest, so that nobody's request waits for one, nor others for that request. */
import type { IncomingHttpHeaders } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Catalogue } from '../spec/catalogue.js';

interface PreparedRoute {
  readonly path: string;
  answer(path: string, query: URLSearchParams, headers: IncomingHttpHeaders): Promise<unknown>;
}

/** Resolves when all are made. Each takes a turn of the event loop of its own; they are compressed on other threads. */
export async function prepareReference(
  routes: readonly PreparedRoute[],
  { products }: Pick<Catalogue, 'products'>,
): Promise<void> {
  const documents = ['index', ...products.map(({ code }) => code)].map(name => `/openapi/${name}.json`);
  for (const path of [...documents, '/reference/', '/reference/errors', '/reference/coverage']) {
    const route = routes.find(it => it.path.endsWith('/*') && path.startsWith(it.path.slice(0, -1)));
    await nextTurn();
    await route?.answer(path, new URLSearchParams(), {});
  }
}
