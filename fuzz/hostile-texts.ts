/** Texts that programs get wrong. */
import type { Random } from './random.js';

const TRAPS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\t',
  '\r\n',
  'a\r\nX-Injected: 1\r\n\r\n',
  '\x7f',
  '\x1b[2J',
  '\u0085',
  '\u00a0',
  '\u2028',
  '\u202e',
  '\ufeff',
  '\uffff',
  '\u{10ffff}',
  '😀',
  'e\u0301',
  'İ',
  'ß',
  'ﬀ',
  '中文',
  '１２',
  '%',
  '%00',
  '%zz',
  '%25',
  '+',
  '&a=b',
  '?a=b#c',
  ';',
  '../../../../etc/passwd',
  "' OR '1'='1",
  "'; DROP TABLE users; --",
  '$' + '{7*7}',
  '{{7*7}}',
  '%s%n%x',
  '<script>alert(1)</script>',
  '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>',
  ']]>',
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
  'null',
  'undefined',
  '[object Object]',
  '-----BEGIN',
  'acs:ram::*:user/*',
  'acs:kms:cn-hangzhou:0:key/../x',
  '*',
  '**',
  '?',
  'rg-default',
  'default',
  'KAAP.',
  'STS.',
  'a@b',
  'a@[127.0.0.1]',
  '"a b"@example.com',
  'http://',
  'javascript:alert(1)',
  'http://[::1]:99999/',
  'localhost',
  '*.example.com',
  'a..b',
  '.example.com',
  'xn--a',
  '1.2.3.4',
  '010.1.1.1',
  '::ffff:1.2.3.4',
  '1.2.3.4/33',
  '0.0.0.0/0',
  '::/0',
  '1:2',
];

const NUMBERS = [
  '0',
  '-0',
  '-1',
  '00',
  '01',
  '1.0',
  '1e3',
  '0x10',
  '1_000',
  '+1',
  ' 1',
  '1 ',
  '１',
  'NaN',
  'Infinity',
  '255',
  '256',
  '1001',
  '32768',
  '2147483647',
  '2147483648',
  '4294967296',
  '9007199254740991',
  '9007199254740993',
  '9223372036854775807',
  '9223372036854775808',
  '-9223372036854775809',
  '1'.repeat(400),
];

const BOOLEANS = ['true', 'false', 'TRUE', 'True', '1', '0', 'yes', 'null', ''];

const TIMES = [
  '0000-00-00T00:00:00Z',
  '1970-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-02-28T24:00:00Z',
  '2026-12-31T23:59:60Z',
  '9999-12-31T23:59:59Z',
  '10000-01-01T00:00:00Z',
  '+010000-01-01T00:00:00Z',
  '2026-01-01',
  '2026-01-01T00:00:00',
  '2026-01-01T00:00:00+08:00',
  '2026-01-01T00:00:00.000Z',
  '20260101T000000Z',
  'Thu, 01 Jan 1970 00:00:00 GMT',
  'now',
];

/** Patterns that make a careless regular expression or glob take for ever. */
const SLOW = [
  `${'a'.repeat(5000)}!`,
  `${'a@'.repeat(2000)}`,
  `${'*a'.repeat(500)}b`,
  `${'?*'.repeat(500)}`,
  `${' '.repeat(20_000)}x`,
  `${'1.'.repeat(3000)}`,
  `${'a-'.repeat(3000)}.`,
  `${':'.repeat(3000)}`,
  `${'%20'.repeat(1000)}`,
];

export function hostileText(random: Random): string {
  return random.weighted<() => string>([
    [30, () => random.pick(TRAPS)],
    [15, () => random.pick(NUMBERS)],
    [4, () => random.pick(BOOLEANS)],
    [6, () => random.pick(TIMES)],
    [3, () => random.pick(SLOW)],
    [8, () => random.text(random.pick([1, 31, 32, 33, 63, 64, 65, 127, 128, 129, 255, 256, 257, 1024, 4096]))],
    [3, () => random.pick(['a', '中', '😀', 'é', '"', '\\', '<', '*']).repeat(random.pick([16, 33, 64, 200, 3000]))],
    [1, () => 'x'.repeat(random.pick([20_000, 60_000, 70_000]))],
    [8, () => anyCharacters(random)],
    [6, () => random.pick(TRAPS) + random.pick(TRAPS)],
  ])();
}

/** A text with something put in, taken out, doubled or turned around. */
export function bentText(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  return random.pick<() => string>([
    () => text.slice(0, at) + random.pick(TRAPS) + text.slice(at),
    () => text.slice(0, at) + text.slice(at + 1),
    () => text.slice(0, at),
    () => text.slice(at),
    () => text + text,
    () => ` ${text}`,
    () => `${text} `,
    () => `${text}\n`,
    () => text.toUpperCase(),
    () => text.toLowerCase(),
    () => `${text},${text}`,
    () => [...text].reverse().join(''),
  ])();
}

function anyCharacters(random: Random): string {
  const character = () => {
    const code = random.pick([random.below(0x20), random.below(0x100), random.below(0x3000), random.below(0x110000)]);
    // Half a surrogate pair has no UTF-8 form; those are sent as bytes and as JSON escapes elsewhere.
    return code >= 0xd800 && code < 0xe000 ? '\ufffd' : String.fromCodePoint(code);
  };
  return Array.from({ length: 1 + random.below(40) }, character).join('');
}
