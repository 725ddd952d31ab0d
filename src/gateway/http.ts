/**
 * HTTP around the pipeline: hands a request on as it came, writes the answer, logs one line. Parameters are not parsed here: a
 * signature covers what was sent, so nothing may touch it first.
 */
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { ServerOptions as TlsOptions } from 'node:https';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { AddressBlocks } from '../access/address-blocks.js';
import { ApiError } from '../spec/errors.js';
import { firstCharacters } from '../text/first-characters.js';
import { Connections, declaredBytes } from './connections.js';
import { serveConsole } from './console-files.js';
import { type Answer, type Exchange, newRequestId } from './exchange.js';
import type { Gateway } from './gateway.js';
import { gatewayError } from './gateway-error.js';
import { httpRefusal } from './http-refusals.js';
import { MemoryBudget } from './memory-budget.js';
import type { RawRequest } from './parameters.js';
import { knownAddress, type Peer, peerOf } from './peer.js';
import { answer } from './pipeline.js';
import { refuseBrokenHttp, refuseExpectation, refuseForLackOfRoom } from './raw-refusals.js';
import { renderError } from './render.js';
import { readBody } from './request-body.js';
import { type BodyLimit, limitOf, maxHeadBytes, maxHeaders } from './request-limits.js';
import type { StrangersShare } from './strangers-share.js';

/** For a whole request to arrive, and for a greeting before it: a client that sends one byte at a time must not hold a connection for ever. */
const REQUEST_TIMEOUT_MS = 60_000;
const HANDSHAKE_TIMEOUT_MS = 20_000;
/** How often Node looks for those that took longer. Its own 30 seconds would make the minute one and a half. */
const CONNECTION_CHECK_MS = 1000;

/** A page that needs no signature: health, CRLs, CA certificates, reference. */
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
    answer(path: string, body: Buffer): Promise<PublicAnswer | undefined>;
  };
}

export interface HttpParts extends StrangersShare {
  readonly gateway: Gateway;
  /** Where a browser that opens the server's address is led. */
  readonly homePage: string;
  readonly publicRoutes: readonly PublicRoute[];
  /** Where the console's files are, if it was built. */
  readonly consoleDirectory?: string | undefined;
  /** Proxies whose `X-Forwarded-…` headers say who calls. */
  readonly trustedProxies: Pick<AddressBlocks, 'has'>;
  readonly log: Logger;
  readonly tls?: TlsOptions;
}

/** The server, not listening yet. */
export function httpServer({
  gateway,
  homePage,
  publicRoutes,
  consoleDirectory,
  trustedProxies,
  maxWaitingBytes,
  maxConnections,
  log,
  tls,
}: HttpParts): FastifyInstance {
  const options = {
    logger: false,
    requestTimeout: REQUEST_TIMEOUT_MS,
    exposeHeadRoutes: false,
    routerOptions: { querystringParser: () => ({}), ignoreTrailingSlash: false },
    clientErrorHandler: refuseBrokenHttp,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => refuse(error, request, reply),
  } as const;
  // Node would answer a request without Host by itself, and not in a form that clients read; a V1 signature needs no Host anyway.
  const http = {
    maxHeaderSize: maxHeadBytes,
    requireHostHeader: false,
    connectionsCheckingInterval: CONNECTION_CHECK_MS,
  };
  const app = (tls
    ? Fastify({ ...options, https: { ...tls, ...http, handshakeTimeout: HANDSHAKE_TIMEOUT_MS } })
    : Fastify({ ...options, http })) as unknown as FastifyInstance;

  app.server.maxHeadersCount = maxHeaders + 1;
  const connections = new Connections(app.server, tls !== undefined, {
    budget: new MemoryBudget(maxWaitingBytes),
    maxConnections,
    refuse: refuseForLackOfRoom,
  });

  // Nothing is read before a route has looked at the headers, and what no route reads is thrown away by Node.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  app.addHook('onRequest', async request => {
    if (!connections.hasRoomFor(request.raw)) throw gatewayError('ServiceUnavailable');
    if (request.raw.rawHeaders.length > 2 * maxHeaders) throw httpRefusal('tooManyHeaders', { maxHeaders });
  });

  // Asked for while the request is read: a connection that its client has closed meanwhile has no address any more.
  const peers = new WeakMap<FastifyRequest, Peer>();
  app.addHook('onRequest', async request => {
    const connection = { remoteAddress: request.ip, encrypted: request.protocol === 'https' };
    peers.set(request, peerOf(connection, request.raw.headers, trustedProxies));
  });

  const exchanges = new WeakMap<FastifyRequest, { exchange: Exchange; outcome: string }>();
  async function refuse(error: Error, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    return send(reply, renderError(httpError(error), bareExchange(request, reply), gateway.site));
  }
  app.setErrorHandler(async (error: Error, request, reply) => {
    const isBug = !(error instanceof ApiError) && httpError(error).status >= 500;
    if (isBug) log.error({ err: error, path: pathOf(request) }, 'fault outside the pipeline');
    return refuse(error, request, reply);
  });
  app.setNotFoundHandler(async (request, reply) => {
    const known = pathOf(request) === '/' || publicRoutes.some(route => matches(route, pathOf(request)));
    return refuse(
      known ? gatewayError('UnsupportedHTTPMethod') : gatewayError('InvalidAction.NotFound'),
      request,
      reply,
    );
  });

  /** A HEAD is answered as the GET would be, without the body (RFC 9110 section 9.3.2). */
  async function answerPublic(route: PublicRoute, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const query = new URLSearchParams(request.raw.url?.split('?').slice(1).join('?'));
    const page =
      request.method === 'POST'
        ? await route.post?.answer(
            pathOf(request),
            await readBody(request.raw, limitOf(route.post.maxBytes), connections),
          )
        : await route.answer(pathOf(request), query, request.headers);
    if (!page) return refuse(gatewayError('NotFound'), request, reply);
    return reply
      .code(page.status)
      .headers({ ...PUBLIC_HEADERS, 'content-type': page.contentType, ...page.headers })
      .send(page.body);
  }

  app.route({
    method: ['GET', 'POST'],
    url: '/',
    handler: async (request, reply) => {
      if (isBrowser(request)) return reply.redirect(homePage);
      const arriving = {
        head: headOf(request, reply, peers.get(request)),
        bodyBytes: request.method === 'GET' ? 0 : declaredBytes(request.raw),
        readBody: (limit: BodyLimit) => readBody(request.raw, limit, connections),
      };
      const finished = await answer(arriving, gateway);
      exchanges.set(request, { exchange: finished.exchange, outcome: finished.answer.outcome });
      return send(reply, finished.answer);
    },
  });
  for (const route of publicRoutes) {
    app.route({
      method: route.post ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD'],
      url: route.path,
      handler: (request, reply) => answerPublic(route, request, reply),
    });
  }

  if (consoleDirectory !== undefined) serveConsole(app, consoleDirectory);

  // What else Node would answer by itself, with an empty body.
  app.server.on('checkExpectation', (_request, response: ServerResponse) => refuseExpectation(response));

  app.addHook('onResponse', async (request, reply) => {
    const finished = exchanges.get(request);
    log.info({
      requestId: finished?.exchange.requestId,
      remote: peers.get(request)?.address ?? peers.get(request)?.nearest,
      method: request.method,
      path: firstCharacters(pathOf(request), 200),
      version: finished?.exchange.version,
      action: finished?.exchange.action,
      caller: finished?.exchange.principal?.arn,
      status: reply.statusCode,
      outcome: finished?.outcome,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    });
  });
  return app;
}

const PUBLIC_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
};

function send(reply: FastifyReply, { status, headers, body }: Answer): FastifyReply {
  // Who is told that there is no room is not to keep some.
  if (status === 503) reply.header('connection', 'close');
  return reply.code(status).headers(headers).send(body);
}

/** Throws when nobody knows from where the request comes. */
function headOf(request: FastifyRequest, reply: FastifyReply, peer: Peer | undefined): Omit<RawRequest, 'body'> {
  return {
    method: request.method,
    url: request.raw.url ?? '/',
    headers: request.raw.headers,
    secure: peer?.secure ?? false,
    remoteAddress: peer ? knownAddress(peer) : '',
    gone: () => signalOfClosing(reply.raw),
  };
}

/** Aborts when the connection closes before the answer is sent. */
function signalOfClosing(response: ServerResponse): AbortSignal {
  if (response.closed || response.destroyed) return AbortSignal.abort();
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return controller.signal;
}

/** Never with the query: parameters travel there, passwords among them. */
function pathOf(request: FastifyRequest): string {
  return (request.raw.url ?? '/').split('?', 1)[0] ?? '/';
}

/** Somebody opened the server's address. No client asks for HTML, so none is ever redirected. */
function isBrowser({ method, raw }: FastifyRequest): boolean {
  return method === 'GET' && raw.url === '/' && (raw.headers.accept ?? '').includes('text/html');
}

function matches(route: PublicRoute, path: string): boolean {
  return route.path.endsWith('/*') ? path.startsWith(route.path.slice(0, -1)) : path === route.path;
}

function bareExchange(request: FastifyRequest, reply: FastifyReply): Exchange {
  return {
    request: { ...headOf(request, reply, undefined), body: Buffer.alloc(0) },
    requestId: newRequestId(),
    now: new Date(),
    format: 'json',
  };
}

/** A fault of reading HTTP, or one that a page threw. */
function httpError(fault: Error & { readonly statusCode?: number }): ApiError {
  if (fault instanceof ApiError) return fault;
  if ((fault.statusCode ?? 500) < 500) return httpRefusal('malformed');
  return gatewayError('InternalError');
}
