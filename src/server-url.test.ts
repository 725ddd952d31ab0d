import { expect, test } from 'vitest';
import { ServerUrl } from './server-url.js';

test.each([
  ['127.0.0.1', 'http://127.0.0.1:8088', 'http://127.0.0.1:8088'],
  ['ca.example', 'http://ca.example:8088', 'http://ca.example:8088'],
  ['::1', 'http://[::1]:8088', 'http://[::1]:8088'],
  ['0.0.0.0', 'http://localhost:8088', 'http://box:80'],
  ['::', 'http://localhost:8088', 'http://box:80'],
  ['0:0::0', 'http://localhost:8088', 'http://box:80'],
])('a server that listens on %s is at %s, and for a caller that addressed box:80 at %s', (host, own, forCaller) => {
  const url = new ServerUrl(host, undefined);
  expect(url.listens('http', 8088)).toBe(own);
  expect([url.public(), url.publicFor(''), url.publicFor('box:80')]).toEqual([own, own, forCaller]);
});

test('the URL of the settings takes the place of all others, but for the one that the administrator is told', () => {
  const url = new ServerUrl('0.0.0.0', 'https://ca.example');
  expect(url.listens('https', 1)).toBe('https://localhost:1');
  expect([url.public(), url.publicFor('box:80')]).toEqual(['https://ca.example', 'https://ca.example']);
});
