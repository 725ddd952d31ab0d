import { expect, test } from 'vitest';
import { serverName, withoutRepetitions } from './server-names.js';

test.each([
  ['www.example.com', 2, 'www.example.com'],
  ['*.example.com', 2, '*.example.com'],
  ['localhost', 2, 'localhost'],
  ['xn--fsqu00a.com', 2, 'xn--fsqu00a.com'],
  ['例子.com', 2, 'xn--fsqu00a.com'],
  ['*.münchen.example', 2, '*.xn--mnchen-3ya.example'],
  ['192.0.2.1', 7, '192.0.2.1'],
  ['2001:db8::1', 7, '2001:db8::1'],
])('%s is a name of type %i', (text, type, value) => {
  expect(serverName(text)).toMatchObject({ type, value });
});

test.each([
  '',
  ' ',
  'a b',
  '*',
  'a.*.com',
  '192.0.2.256',
  '10.0.0.0/8',
  'fe80::1%eth0',
  'http://a.com',
  'a..b',
  '．',
  '中 文',
])('%j is none', text => {
  expect(serverName(text)).toBeUndefined();
});

test('host names repeat in any case, other names only exactly', () => {
  const names = ['A.com', 'a.com', '192.0.2.1', '192.0.2.1', 'b.com'].map(text => serverName(text)!);
  expect(withoutRepetitions(names).map(name => name.value)).toEqual(['A.com', '192.0.2.1', 'b.com']);
});
