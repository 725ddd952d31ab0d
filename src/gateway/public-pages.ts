/** Pages that need no signature: health, CRLs, CA certificates, reference, console. Which page a path names, and what it answers. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Connections } from './connections.js';
import { gatewayError } from './gateway-error.js';
import type { RawRequest } from './parameters.js';
import { readBody } from './request-body.js';
import { limitOf } from './request-limits.js';

export interface PublicAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface PublicRoute {
  /** Exact, or ending in `/*`. */
  readonly path: string;
  answer(path: string, query: URLSearchParams, headers: IncomingHttpHeaders): Promise<PublicAnswer | undefined>;
  /** What POST answers; without it there is only GET and HEAD. */
  readonly post?: {
    readonly maxBytes: number;
    /** @param from throws where nobody knows from where the request comes */
    answer(path: string, body: Buffer, from: () => RequestHead): Promise<PublicAnswer | undefined>;
  };
}

/** What a page may know of a request besides its path. */
export type RequestHead = Pick<RawRequest, 'headers' | 'remoteAddress' | 'gone'>;

export class PublicPages {
  readonly #exact: ReadonlyMap<string, PublicRoute>;
  readonly #below: readonly { readonly prefix: string; readonly route: PublicRoute }[];

  constructor(
    routes: readonly PublicRoute[],
    private readonly connections: Connections,
  ) {
    this.#exact = new Map(routes.filter(({ path }) => !path.endsWith('/*')).map(route => [route.path, route]));
    this.#below = routes
      .filter(({ path }) => path.endsWith('/*'))
      .map(route => ({ prefix: route.path.slice(0, -1), route }));
  }

  /**
   * The page of a path. Rejects with `UnsupportedHTTPMethod` for a method that it does not have, `InvalidAction.NotFound` for a path
   * of no page, `NotFound` where there is nothing at the path, and as `readBody` does.
   * @param path as sent, `decoded` without its percent encoding
   */
  async answer(
    request: IncomingMessage,
    path: string,
    decoded: string,
    head: () => RequestHead,
  ): Promise<PublicAnswer> {
    const route = this.#routeOf(decoded);
    if (!route) throw gatewayError('InvalidAction.NotFound');
    const page = await this.#ask(route, request, path, head);
    if (!page) throw gatewayError('NotFound');
    return page;
  }

  async #ask(
    { answer, post }: PublicRoute,
    request: IncomingMessage,
    path: string,
    head: () => RequestHead,
  ): Promise<PublicAnswer | undefined> {
    const { method, url = '/', headers } = request;
    if (method === 'GET' || method === 'HEAD') {
      return answer(path, new URLSearchParams(url.split('?').slice(1).join('?')), headers);
    }
    if (method !== 'POST' || !post) throw gatewayError('UnsupportedHTTPMethod');
    return post.answer(path, await readBody(request, limitOf(post.maxBytes), this.connections), head);
  }

  #routeOf(path: string): PublicRoute | undefined {
    return this.#exact.get(path) ?? this.#below.find(({ prefix }) => path.startsWith(prefix))?.route;
  }
}
