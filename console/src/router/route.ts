/**
 * Where in the application the person is: the fragment of the address, `#/explore/cas/DescribeCACertificate?Identifier=…`. The
 * page works at any path of the server that way, and nothing of a fragment is sent to it.
 */
import { createStore } from '../session/store';

export interface Route {
  /** The parts of the path, decoded. */
  readonly path: readonly string[];
  /** What follows the question mark, as it stands. */
  readonly query: string;
}

export const route = createStore<Route>(parseRoute(globalThis.location?.hash ?? ''));

/** Follows the address from now on. */
export function followAddress(): void {
  window.addEventListener('hashchange', () => route.set(parseRoute(window.location.hash)));
}

export function navigate(path: string): void {
  window.location.hash = path;
}

/** Never throws: a part that is not well encoded stays as it is. */
export function parseRoute(fragment: string): Route {
  const [path = '', ...query] = fragment.replace(/^#/, '').split('?');
  return { path: path.split('/').filter(Boolean).map(decoded), query: query.join('?') };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
