import { expect, test } from 'vitest';
import { generalName } from '../x509/general-name.js';
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

test('host names repeat in any case, addresses in any spelling, other names only exactly', () => {
  const names = ['A.com', 'a.com', '192.0.2.1', '192.0.2.1', '2001:DB8::1', '2001:db8:0:0::0.0.0.1', 'b.com'];
  const distinct = withoutRepetitions(names.map(text => serverName(text)!));
  expect(distinct.map(name => name.value)).toEqual(['A.com', '192.0.2.1', '2001:db8::1', 'b.com']);
});

test.each([
  [1, ['A@b.example', 'A@B.example', 'a@b.example'], ['A@b.example', 'a@b.example']],
  [
    6,
    ['HTTPS://Example.com/A', 'https://example.com/A', 'https://example.com/a', 'urn:x:Y', 'urn:x:y'],
    ['HTTPS://Example.com/A', 'https://example.com/a', 'urn:x:Y', 'urn:x:y'],
  ],
  [4, ['C=CN,O=Example', 'C=CN, O=EXAMPLE', 'C=CN,O=Other'], ['C=CN,O=Example', 'C=CN,O=Other']],
  [7, ['::ffff:192.0.2.1', '192.0.2.1', '::FFFF:c000:0201'], ['::ffff:c000:201', '192.0.2.1']],
  [8, ['1.2.3', '1.2.3', '1.2.4'], ['1.2.3', '1.2.4']],
])('of type %i %j are %j', (type, texts, distinct) => {
  const names = texts.map(text => generalName(type, text));
  expect(withoutRepetitions(names).map(name => name.value)).toEqual(distinct);
});
