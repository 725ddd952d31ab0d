/** Answers without the pipeline: to what never became an HTTP request, and to those for which there is no room. */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { newRequestId } from './exchange.js';
import { gatewayErrors } from './gateway-error.js';

/** How long the end of a connection waits for the peer's. */
const LINGER_MS = 1000;
const MALFORMED = 'InvalidParameter.Format';
const TYPE = 'application/json;charset=utf-8';

/** What is not HTTP, is beyond a limit, or came too slowly still gets an answer that clients can read. */
export function refuseBrokenHttp(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'HPE_HEADER_OVERFLOW') {
    const message = 'The request line and headers are larger than 128 KB.';
    refuse(socket, '431 Request Header Fields Too Large', MALFORMED, message);
  } else if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    refuse(socket, '408 Request Timeout', MALFORMED, 'The request did not arrive within a minute.');
  } else if (error.code === 'ECONNRESET') {
    socket.destroy();
  } else {
    refuse(socket, '400 Bad Request', MALFORMED, 'The HTTP request is not well formed.');
  }
}

/** To a client whose request was still arriving. */
export function refuseForLackOfRoom(socket: Socket): void {
  refuse(socket, '503 Service Unavailable', 'ServiceUnavailable', gatewayErrors.ServiceUnavailable.message);
}

/** Node would answer by itself, with an empty body. */
export function refuseExpectation(response: ServerResponse): void {
  const body = bareError(MALFORMED, 'Expect: 100-continue is the only expectation that this server meets.');
  response.writeHead(417, { 'content-type': TYPE, 'content-length': Buffer.byteLength(body) }).end(body);
}

function refuse(socket: Socket, status: string, code: string, message: string): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const body = bareError(code, message);
  const head = [
    `HTTP/1.1 ${status}`,
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

function bareError(code: string, message: string): string {
  return JSON.stringify({ RequestId: newRequestId(), HostId: '', Code: code, Message: message });
}
