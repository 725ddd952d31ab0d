/** Reads the body of a request, as far as there is room for it. */
import type { IncomingMessage } from 'node:http';
import { type Connections, declaredBytes } from './connections.js';
import { gatewayError } from './gateway-error.js';
import type { BodyLimit } from './request-limits.js';

const NOTHING: Buffer = Buffer.alloc(0);

/**
 * The whole body. Rejects with the refusal of the limit for a longer one, without reading one that says so beforehand; with `ServiceUnavailable` where the server has no room for what all its callers send at this moment; and with
 * `ContentLengthDoesNotMatch` where the connection ends first. What comes after a refusal is thrown away.
 */
export function readBody(
  message: IncomingMessage,
  { maxBytes, refusal }: BodyLimit,
  connections: Connections,
): Promise<Buffer> {
  const declared = declaredBytes(message);
  if (declared === 0) return Promise.resolve(NOTHING);
  if (declared !== undefined && declared > maxBytes) return Promise.reject(refusal());
  if (!connections.hasRoomFor(message)) return Promise.reject(gatewayError('ServiceUnavailable'));
  // The connection was closed before this request's turn came: no event would tell.
  if (message.destroyed) return Promise.reject(gatewayError('ContentLengthDoesNotMatch'));

  return new Promise((resolve, reject) => {
    let body = NOTHING;
    let length = 0;
    const done = () => {
      message.off('data', take).off('end', end).off('close', cut);
      connections.onGivenUp(message, undefined);
    };
    const refuse = (error: Error) => {
      done();
      body = NOTHING;
      message.resume();
      reject(error);
    };
    const take = (chunk: Buffer) => {
      if (length + chunk.length > maxBytes) return refuse(refusal());
      if (!connections.read(message, chunk.length)) return;
      body = withRoom(body, length, length + chunk.length, declared ?? maxBytes);
      chunk.copy(body, length);
      length += chunk.length;
    };
    const end = () => {
      done();
      connections.arrived(message, length);
      resolve(body.subarray(0, length));
    };
    const cut = () => refuse(gatewayError('ContentLengthDoesNotMatch'));

    connections.onGivenUp(message, () => refuse(gatewayError('ServiceUnavailable')));
    message.on('data', take).once('end', end).once('close', cut);
  });
}

/** One buffer that doubles. A list of chunks would cost some hundred bytes for each, also where each is a single byte. */
function withRoom(body: Buffer, length: number, needed: number, mostBytes: number): Buffer {
  if (needed <= body.length) return body;
  const larger = Buffer.allocUnsafe(length === 0 ? needed : Math.max(needed, Math.min(2 * body.length, mostBytes)));
  body.copy(larger, 0, 0, length);
  return larger;
}
