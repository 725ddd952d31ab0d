/** Bytes that are no HTTP request, or one that no client would send: each goes over a connection of its own. */
import type { Random } from './random.js';
import { bytesOf, type WireRequest } from './sketch.js';

type Break = (request: WireRequest, random: Random) => Buffer;

/** A request broken as HTTP. */
export function broken(request: WireRequest, random: Random): Buffer {
  return random.pick(BREAKS)(request, random);
}

/** The same request with other header lines around its body. */
const withLines = (change: (lines: string[], random: Random) => string[]): Break => {
  return (request, random) => {
    const bytes = bytesOf(request);
    const end = bytes.indexOf('\r\n\r\n');
    const lines = change(bytes.toString('latin1', 0, end).split('\r\n'), random);
    return Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), bytes.subarray(end)]);
  };
};

const withoutLength = (lines: string[]) => lines.filter(line => !line.startsWith('content-length'));
const added = (...more: string[]) => withLines(lines => [...lines, ...more]);
const framed = (...more: string[]) => withLines(lines => [...withoutLength(lines), ...more]);
const firstLine = (change: (line: string) => string) => withLines(([line = '', ...rest]) => [change(line), ...rest]);

const chunked = (body: string, ...more: string[]): Break => {
  return request => {
    const head = bytesOf({ ...request, body: Buffer.alloc(0) })
      .toString('latin1')
      .replace('content-length: 0\r\n', '')
      .slice(0, -2);
    return Buffer.from(
      `${head}transfer-encoding: chunked\r\n${more.map(it => `${it}\r\n`).join('')}\r\n${body}`,
      'latin1',
    );
  };
};

const BREAKS: readonly Break[] = [
  // Request lines
  firstLine(line => line.replace('HTTP/1.1', 'HTTP/1.0')),
  firstLine(line => line.replace('HTTP/1.1', 'HTTP/9.9')),
  firstLine(line => line.replace('HTTP/1.1', 'HTTP/2.0')),
  firstLine(line => line.replace(' HTTP/1.1', '')),
  firstLine(line => line.replace(/^\w+ /, '')),
  firstLine(line => line.replace(/^\w+/, 'FROBNICATE')),
  firstLine(line => line.replace(/^\w+/, 'CONNECT')),
  firstLine(line => line.replace(/^\w+/, 'TRACE')),
  firstLine(line => line.replace(/ \S+ /, ' * ')),
  firstLine(line => line.replace(/^\w+ \S+ /, 'OPTIONS * ')),
  firstLine(line => line.replace(' /', ' http://example.com/')),
  firstLine(line => line.replace(' /', ' //example.com/')),
  firstLine(line => line.replace(' /', '  /')),
  firstLine(line => line.replace(' /', ' /\t')),
  firstLine(line => line.replace(' /', ' \\')),
  firstLine(line => line.replace(' /', ' /\xff\xfe')),
  firstLine(line => line.replace(' /', ' /\0')),
  firstLine(line => line.replace(' /', ` /${'a'.repeat(70_000)}`)),
  firstLine(line => line.replace(' /', ` /?${'a=b&'.repeat(40_000)}`)),
  // Headers
  withLines(lines => lines.filter(line => !line.startsWith('host'))),
  added('host: other.example'),
  withLines(lines => lines.map(line => line.replace(/^host:.*/, 'host:'))),
  withLines(lines => lines.map(line => line.replace(/^host:.*/, 'host: a b\\c'))),
  added('no colon here'),
  added(': no name'),
  added('space : before'),
  added(' folded: line'),
  added('x: a\r\n folded'),
  added('x: a\nb: c'),
  added('x: a\rb'),
  added('x: \0'),
  added('x\0y: z'),
  added('x-é: ü'),
  added(`x: ${'a'.repeat(200_000)}`),
  added(`${'x'.repeat(140_000)}: a`),
  added(...Array.from({ length: 3000 }, (_, i) => `x${i}: y`)),
  added('expect: 100-continue'),
  added('expect: the-unexpected'),
  added('upgrade: websocket', 'connection: upgrade', 'sec-websocket-version: 13'),
  added('upgrade: h2c', 'connection: upgrade, http2-settings', 'http2-settings: AAMAAABkAAQAAP__'),
  added('connection: host, x-acs-date, authorization'),
  added('trailer: x-acs-date'),
  added('te: trailers'),
  // Framing
  added('content-length: 5'),
  framed('content-length: -1'),
  framed('content-length: 99999999999999999999'),
  framed('content-length: 1e3'),
  framed('content-length: 5, 5'),
  framed('content-length: 1000000'),
  framed('content-length:'),
  framed('content-length: 3', 'transfer-encoding: chunked'),
  framed('transfer-encoding: identity'),
  framed('transfer-encoding: gzip, chunked'),
  framed('transfer-encoding: chunked, identity'),
  framed('transfer-encoding: \x0bchunked'),
  chunked('0\r\n\r\n'),
  chunked('3\r\na=b\r\n0\r\n\r\n', 'content-type: application/x-www-form-urlencoded'),
  chunked('3;ext="x"\r\na=b\r\n0\r\nx-trailer: y\r\n\r\n'),
  chunked('3\r\na=b\r\n'),
  chunked('zz\r\na\r\n0\r\n\r\n'),
  chunked('-1\r\na\r\n0\r\n\r\n'),
  chunked('ffffffffffffffff\r\na\r\n0\r\n\r\n'),
  chunked('1\r\nabc\r\n0\r\n\r\n'),
  chunked(`1;${'x'.repeat(40_000)}\r\na\r\n0\r\n\r\n`),
  chunked('0\r\n\r\nGET /healthz HTTP/1.1\r\nhost: a\r\n\r\n'),
  // Several at once, and parts of one
  request => Buffer.concat([bytesOf(request), bytesOf(request), bytesOf(request)]),
  request => Buffer.concat([bytesOf(request), Buffer.from('garbage\r\n\r\n')]),
  request => Buffer.concat([Buffer.from('\r\n\r\n\r\n'), bytesOf(request)]),
  (request, random) => bytesOf(request).subarray(0, random.below(bytesOf(request).length)),
  (request, random) => {
    const bytes = Buffer.from(bytesOf(request));
    for (let i = 0; i < 3; i++) bytes[random.below(bytes.length)] = random.below(256);
    return bytes;
  },
  // Other languages
  (_, random) => random.bytes(1 + random.below(2000)),
  () => Buffer.alloc(0),
  () => Buffer.from('\r\n'),
  () => Buffer.from('GET\r\n\r\n'),
  () => Buffer.from('GET /\r\n'),
  () => Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  () => Buffer.from('16030100c8010000c40303', 'hex'),
  () => Buffer.from('SSH-2.0-OpenSSH_9.2\r\n'),
  () => Buffer.alloc(300_000, 'A'),
];
