/**
 * HTTP around the pipeline: hands a request on as it came, writes the answer, logs one line. Parameters are not parsed here: a
 * signature covers what was sent, so nothing may touch it first.
 */
import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions as TlsOptions } from 'node:https';
import type { ListenOptions, Socket } from 'node:net';
import type { AddressBlocks } from '../access/address-blocks.js';
import type { Log } from '../domain/log.js';
import { ApiError } from '../spec/errors.js';
import { firstCharacters } from '../text/first-characters.js';
import { Arrivals } from './arrivals.js';
import { Connections, declaredBytes } from './connections.js';
import { consoleRoute } from './console-files.js';
import { type Answer, type Exchange, newRequestId } from './exchange.js';
import type { Gateway } from './gateway.js';
import { gatewayError } from './gateway-error.js';
import { httpRefusal } from './http-refusals.js';
import { listen } from './listen.js';
import { MemoryBudget } from './memory-budget.js';
import type { RawRequest } from './parameters.js';
import { type Connection, connectionOf, knownAddress, type Peer, peerOf } from './peer.js';
import { answer } from './pipeline.js';
import { protocolOf } from './protocol.js';
import { type PublicAnswer, PublicPages, type PublicRoute } from './public-pages.js';
import { refuseBrokenHttp, refuseExpectation, refuseForLackOfRoom } from './raw-refusals.js';
import { renderError } from './render.js';
import { readBody } from './request-body.js';
import { type BodyLimit, maxHeadBytes, maxHeaders } from './request-limits.js';
import { decodedPath, pathOf } from './request-path.js';
import type { Room } from './room.js';

/** For a whole request to arrive, and for a greeting before it: a client that sends one byte at a time must not hold a connection for ever. */
const REQUEST_TIMEOUT_MS = 60_000;
const HANDSHAKE_TIMEOUT_MS = 20_000;
/** How long a connection may stay open between requests: a little longer than the usual minute of proxies, which then close first. */
const KEEP_ALIVE_MS = 72_000;
/** How often Node looks for those that took longer. Its own 30 seconds would make the minute one and a half. */
const CONNECTION_CHECK_MS = 1000;

const OPTIONS: ServerOptions = {
  maxHeaderSize: maxHeadBytes,
  // Node would answer a request without Host by itself, and not in a form that clients read; a V1 signature needs no Host anyway.
  requireHostHeader: false,
  requestTimeout: REQUEST_TIMEOUT_MS,
  keepAliveTimeout: KEEP_ALIVE_MS,
  connectionsCheckingInterval: CONNECTION_CHECK_MS,
};

export interface HttpParts {
  readonly gateway: Gateway;
  /** Where a browser that opens the server's address is led. */
  readonly homePage: string;
  readonly publicRoutes: readonly PublicRoute[];
  /** Where the console's files are, if it was built. */
  readonly consoleDirectory?: string | undefined;
  /** Proxies whose `X-Forwarded-…` headers say who calls. */
  readonly trustedProxies: Pick<AddressBlocks, 'has'>;
  /** Room for bytes of requests and for connections (connections.ts), and how many bytes all of it is. */
  readonly room: HttpRoom;
  readonly log: Log;
  readonly tls?: TlsOptions | undefined;
}

export interface HttpRoom {
  readonly limitBytes: number;
  readonly bytes: Room;
  readonly connections: Room;
  readonly uncounted: Room;
}

export interface HttpServer {
  readonly server: Server;
  /** Resolves when it listens. */
  listen(options: ListenOptions & { readonly host: string }): Promise<void>;
  /** Takes no more requests; resolves when those under way are answered and all connections are closed. */
  close(): Promise<void>;
}

interface Arrived {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly peer: Peer;
  /** As `performance.now` gives it. */
  readonly start: number;
}

/** What a request is answered, and what is known of it for the log where it came as far as the pipeline. */
interface Finished {
  readonly answer: Omit<Answer, 'outcome'> & { readonly outcome?: string };
  readonly exchange?: Exchange;
}

/** The server, not listening yet. */
export function httpServer({
  gateway,
  homePage,
  publicRoutes,
  consoleDirectory,
  trustedProxies,
  room,
  log,
  tls,
}: HttpParts): HttpServer {
  const server: Server = tls
    ? createTlsServer({ ...tls, ...OPTIONS, handshakeTimeout: HANDSHAKE_TIMEOUT_MS })
    : createServer(OPTIONS);
  server.maxHeadersCount = maxHeaders + 1;
  const connections = new Connections(server, tls !== undefined, {
    budget: new MemoryBudget(room.limitBytes, room.bytes),
    places: room.connections,
    uncounted: room.uncounted,
    refuse: refuseForLackOfRoom,
  });
  const pages = new PublicPages(
    consoleDirectory === undefined ? publicRoutes : [...publicRoutes, consoleRoute(consoleDirectory)],
    connections,
  );
  let closing = false;
  let besides: readonly { close(): void }[] = [];

  async function finish(request: IncomingMessage, response: ServerResponse, peer: Peer): Promise<Finished> {
    try {
      if (closing || !connections.hasRoomFor(request)) throw gatewayError('ServiceUnavailable');
      if (request.rawHeaders.length > 2 * maxHeaders) throw httpRefusal('tooManyHeaders', { maxHeaders });
      const path = decodedPath(request);
      if (path !== '/') {
        const head = () => headOf(request, response, peer);
        return { answer: pageAnswer(await pages.answer(request, pathOf(request), path, head)) };
      }
      if (request.method !== 'GET' && request.method !== 'POST') throw gatewayError('UnsupportedHTTPMethod');
      if (isBrowser(request)) return { answer: { status: 302, headers: { location: homePage }, body: '' } };
      const arriving = {
        head: headOf(request, response, peer),
        bodyBytes: request.method === 'GET' ? 0 : declaredBytes(request),
        readBody: (limit: BodyLimit) => readBody(request, limit, connections),
      };
      const finished = await answer(arriving, gateway);
      return { exchange: finished.exchange, answer: withoutKeeping(finished.answer) };
    } catch (fault) {
      return { answer: withoutKeeping(refusal(fault, request)) };
    }
  }

  /** What never became a call: refused as HTTP, or a fault of a page. */
  function refusal(fault: unknown, request: IncomingMessage): Answer {
    const error = fault instanceof ApiError ? fault : gatewayError('InternalError');
    if (error !== fault) log.error({ err: fault, path: pathOf(request) }, 'fault outside the pipeline');
    return renderError(error, bareExchange(request), gateway.site);
  }

  function send(request: IncomingMessage, response: ServerResponse, { answer }: Finished): void {
    const { status, headers, body } = answer;
    // A server that stops waits for its connections.
    if (closing) response.shouldKeepAlive = false;
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  async function respond({ request, response, peer, start }: Arrived): Promise<void> {
    const finished = await finish(request, response, peer);
    send(request, response, finished);
    const { answer, exchange } = finished;
    log.info({
      requestId: exchange?.requestId,
      remote: peer.address ?? peer.nearest,
      method: request.method,
      path: firstCharacters(pathOf(request), 200),
      version: exchange?.version,
      action: exchange?.action,
      caller: exchange?.principal?.arn,
      status: answer.status,
      outcome: exchange && answer.outcome,
      ms: Math.round((performance.now() - start) * 10) / 10,
    });
  }

  const arrivals = new Arrivals<Arrived>(arrived => {
    respond(arrived).catch((fault: unknown) => {
      log.error({ err: fault, path: pathOf(arrived.request) }, 'an answer could not be written');
      arrived.response.destroy();
    });
  });

  const origins = new WeakMap<Socket, Connection>();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    // Asked for at once: a connection that its client has closed meanwhile has no address any more.
    let from = origins.get(socket);
    if (!from) {
      from = connectionOf(socket.remoteAddress, tls !== undefined);
      origins.set(socket, from);
    }
    const peer = peerOf(from, request.headers, trustedProxies);
    arrivals.add({ request, response, peer, start: performance.now() });
  });
  server.on('clientError', refuseBrokenHttp);
  // What else Node would answer by itself, with an empty body.
  server.on('checkExpectation', (_request, response: ServerResponse) => refuseExpectation(response));

  return {
    server,
    listen: async options => {
      besides = await listen(server, options);
    },
    close: () => {
      closing = true;
      for (const beside of besides) beside.close();
      return new Promise(resolve => server.close(() => resolve()));
    },
  };
}

const PUBLIC_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
};

function pageAnswer({ status, contentType, headers, body }: PublicAnswer): Finished['answer'] {
  return { status, headers: { ...PUBLIC_HEADERS, 'content-type': contentType, ...headers }, body };
}

/** Who is told that there is no room is not to keep some. */
function withoutKeeping(answer: Answer): Answer {
  return answer.status === 503 ? { ...answer, headers: { connection: 'close', ...answer.headers } } : answer;
}

/** Throws when nobody knows from where the request comes. */
function headOf(request: IncomingMessage, response: ServerResponse, peer: Peer): Omit<RawRequest, 'body'> {
  return {
    method: request.method ?? '',
    url: request.url ?? '/',
    headers: request.headers,
    secure: peer.secure,
    remoteAddress: knownAddress(peer),
    gone: () => signalOfClosing(response),
  };
}

/** Aborts when the connection closes before the answer is sent. */
function signalOfClosing(response: ServerResponse): AbortSignal {
  if (response.closed || response.destroyed) return AbortSignal.abort();
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return controller.signal;
}

/** Somebody opened the server's address. No client asks for HTML, so none is ever redirected. */
function isBrowser({ method, url, headers }: IncomingMessage): boolean {
  return method === 'GET' && url === '/' && (headers.accept ?? '').includes('text/html');
}

function bareExchange({ method = '', url = '/', headers }: IncomingMessage): Exchange {
  const nothing = { secure: false, remoteAddress: '', gone: () => AbortSignal.abort(), body: Buffer.alloc(0) };
  const format = protocolOf({ headers }) === 'instance' ? 'protobuf' : 'json';
  return { request: { method, url, headers, ...nothing }, requestId: newRequestId(), now: new Date(), format };
}
