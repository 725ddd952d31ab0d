/** Parts of requests that are strange by themselves. */
import type { Random } from './random.js';
import type { Pair } from './sketch.js';

/** What is put behind the name of a parameter. */
export const INDEXES = [
  '.1',
  '.0',
  '.01',
  '.-1',
  '.2',
  '.99999999999',
  '.1.Key',
  '.1.1',
  '.',
  '..',
  '.Key',
  '.__proto__.x',
  '.1e3',
  '.1.Key.1',
];

export const CONTENT_TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'application/x-www-form-urlencoded; charset=gbk',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/xml',
  'text/plain',
  'application/octet-stream',
  '',
  ';',
  'a'.repeat(5000),
];

export const PATHS = [
  '//',
  '/.',
  '/%2e%2e/',
  '/index.html',
  '/healthz',
  '/readyz',
  '/crl/x',
  '/crl/%00',
  '/ca/../..',
  '/reference/x',
  '/reference/%00/..%2f',
  '/openapi/x',
  '/ocsp/x',
  '/%',
  '/\\',
];

/** Names in SignedHeaders of headers that are not there, or are no headers. */
export const SIGNED_TOO = [
  ['constructor'],
  ['__proto__'],
  ['user-agent'],
  ['x'.repeat(3000)],
  [''],
  ['authorization'],
  ['host '],
  ['cookie'],
];

export const HEADERS: readonly Pair[] = [
  ['x-acs-action', 'Other'],
  ['x-acs-date', '2026-01-01T00:00:00Z'],
  ['x-acs-security-token', 'token'],
  ['x-acs-security-token', ''],
  ['x-acs-content-sha256', '00'],
  ['x-acs-content-sm3', '00'],
  ['x-acs-bearer-token', 'x'],
  ['x-acs-zero-trust-idtoken', 'x'],
  ['content-md5', 'x'],
  ['accept', 'text/xml'],
  ['accept', '*/*;q=x'],
  ['accept-encoding', 'gzip, br;q=0, identity;q=0'],
  ['content-encoding', 'gzip'],
  ['if-none-match', '*'],
  ['range', 'bytes=0-1'],
  ['cookie', `a=${'b'.repeat(4000)}`],
  ['x-forwarded-for', '10.0.0.1, 10.0.0.2'],
  ['x-forwarded-proto', 'https'],
  ['forwarded', 'for=10.0.0.1;proto=https'],
  ['x-real-ip', '10.0.0.1'],
  ['x-http-method-override', 'DELETE'],
  ['origin', 'https://example.com'],
  ['__proto__', 'x'],
  ['constructor', 'x'],
];

/** Lists with gaps, with two readings, with a key twice, too long. */
export function strangeList(random: Random): Pair[] {
  const name = random.pick(['Tags', 'Tag', 'ResourceId', 'Policies']);
  return random.pick<Pair[]>([
    [[`${name}.2.Key`, 'a']],
    [
      [name, '[]'],
      [`${name}.1`, 'a'],
    ],
    [
      [`${name}.1`, 'a'],
      [`${name}.1.Key`, 'b'],
    ],
    [
      [`${name}.1.Key`, 'a'],
      [`${name}.1.Value`, 'b'],
      [`${name}.2.Key`, 'a'],
      [`${name}.2.Value`, 'c'],
    ],
    Array.from({ length: 101 }, (_, i) => [`${name}.${i + 1}.Key`, String(i)]),
  ]);
}

/** Parameters around and beyond the limit. */
export function many(random: Random): Pair[] {
  return Array.from({ length: random.pick([200, 999, 1001, 3000]) }, (_, i) => [`P${i}`, '']);
}

export function manyHeaders(random: Random): Pair[] {
  return Array.from({ length: random.pick([50, 500, 1990]) }, (_, i) => [`x-acs-many-${i}`, 'x']);
}

/** A time that is right in form and wrong, or barely not. */
export function staleDate(random: Random): string {
  const minutes = random.pick([-20_000_000, -60, -16, -14, 14, 16, 60, 20_000_000]);
  return `${new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 19)}Z`;
}
