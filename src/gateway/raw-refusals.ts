/** Answers without the pipeline: to what never became an HTTP request, and to those for which there is no room. */
import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ApiError } from '../spec/errors.js';
import { newRequestId } from './exchange.js';
import { gatewayError } from './gateway-error.js';
import { httpRefusal } from './http-refusals.js';
import { maxHeaders } from './request-limits.js';

/** How long the end of a connection waits for the peer's. */
const LINGER_MS = 1000;
const TYPE = 'application/json;charset=utf-8';

/** What is not HTTP, is beyond a limit, or came too slowly still gets an answer that clients can read. */
export function refuseBrokenHttp(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'HPE_HEADER_OVERFLOW') {
    // Node says the same of both.
    refuse(socket, httpRefusal('headTooLong', { maxHeaders }));
  } else if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    refuse(socket, httpRefusal('tooSlow'));
  } else if (error.code === 'ECONNRESET') {
    socket.destroy();
  } else {
    refuse(socket, httpRefusal('malformed'));
  }
}

/** To a client whose request was still arriving. */
export function refuseForLackOfRoom(socket: Socket): void {
  refuse(socket, gatewayError('ServiceUnavailable'));
}

/** Node would answer by itself, with an empty body. */
export function refuseExpectation(response: ServerResponse): void {
  const refusal = httpRefusal('unmetExpectation');
  const body = bareError(refusal);
  response.writeHead(refusal.status, { 'content-type': TYPE, 'content-length': Buffer.byteLength(body) }).end(body);
}

function refuse(socket: Socket, error: ApiError): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const body = bareError(error);
  const head = [
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}`,
    `Content-Type: ${TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  // Nothing more is parsed, but taken for a moment: closing at once would throw away the answer with what has come meanwhile.
  socket.removeAllListeners('data');
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.resume();
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

function bareError({ code, message }: ApiError): string {
  return JSON.stringify({ RequestId: newRequestId(), HostId: '', Code: code, Message: message });
}
