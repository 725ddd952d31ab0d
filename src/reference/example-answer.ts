/** Example answers, rendered by the gateway's own renderer and then set in lines so that people can read them. */
import { neverGone } from '../domain/requester.js';
import type { Exchange } from '../gateway/exchange.js';
import { renderError, renderResult } from '../gateway/render.js';
import type { ApiError } from '../spec/errors.js';
import type { Operation } from '../spec/operation.js';
import { exampleTime } from './signed-example.js';

export const exampleRequestId = '09470F19-CEE8-5C63-BF2C-02B5E3F07A17';

type Format = Exclude<Exchange['format'], 'protobuf'>;

/** The body of a success, in lines. */
export function exampleAnswer(operation: Operation, result: object, format: Format): string {
  return inLines(String(renderResult(operation, result, exchange(operation, format, '')).body), format);
}

/** The body of an error, in lines. */
export function exampleError(operation: Operation, error: ApiError, format: Format, publicUrl: string): string {
  const { body } = renderError(error, exchange(operation, format, new URL(publicUrl).host), {
    publicUrl: () => publicUrl,
  });
  return inLines(String(body), format);
}

function exchange(operation: Operation, format: Format, host: string): Exchange {
  const request = {
    method: operation.method,
    url: '/',
    headers: { host },
    body: Buffer.alloc(0),
    secure: false,
    remoteAddress: '127.0.0.1',
    gone: neverGone,
  };
  return { request, requestId: exampleRequestId, now: new Date(exampleTime), format, operation };
}

function inLines(body: string, format: Format): string {
  return format === 'xml' ? xmlInLines(body) : JSON.stringify(JSON.parse(body), null, 2);
}

/** One element a line. Angle brackets in texts are escaped, so `><` stands between tags only. */
function xmlInLines(xml: string): string {
  let depth = 0;
  return xml
    .split(/(?<=>)(?=<)/)
    .map(part => {
      const closes = part.startsWith('</');
      if (closes) depth--;
      const line = '  '.repeat(depth) + part;
      if (!closes && !part.startsWith('<?') && !part.includes('</')) depth++;
      return line;
    })
    .join('\n');
}
