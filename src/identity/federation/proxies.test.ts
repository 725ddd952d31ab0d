import { expect, test } from 'vitest';
import { proxyFor } from './proxies.js';

const HTTPS_PROXY = 'http://proxy.example:3128';
const of = (url: string, variables: Record<string, string>) => proxyFor(new URL(url), variables)?.host;

test.each<[string, string, boolean]>([
  ['', 'https://issuer.example', true],
  ['*', 'https://issuer.example', false],
  ['issuer.example', 'https://issuer.example', false],
  ['ISSUER.example', 'https://issuer.example', false],
  ['example', 'https://issuer.example', false],
  ['.example', 'https://issuer.example', false],
  ['*.example', 'https://issuer.example', false],
  ['ssuer.example', 'https://issuer.example', true],
  ['issuer.example.com', 'https://issuer.example', true],
  ['localhost, issuer.example', 'https://issuer.example', false],
  ['localhost issuer.example', 'https://issuer.example', false],
  ['issuer.example:443', 'https://issuer.example', false],
  ['issuer.example:8443', 'https://issuer.example', true],
  ['issuer.example:8443', 'https://issuer.example:8443', false],
  ['10.0.0.1', 'https://10.0.0.1', false],
  ['10.0.0.1', 'https://10.0.0.10', true],
  ['::1', 'https://[::1]', false],
  ['[::1]:8443', 'https://[::1]:8443', false],
  ['[::1]:8443', 'https://[::1]', true],
  [' , ,', 'https://issuer.example', true],
])('NO_PROXY=%j: %s by the proxy: %s', (NO_PROXY, url, isProxied) => {
  expect(of(url, { HTTPS_PROXY, NO_PROXY })).toBe(isProxied ? 'proxy.example:3128' : undefined);
});

test('small letters come first, and what is empty is not there', () => {
  expect(of('https://a.example', { https_proxy: 'https://small.example', HTTPS_PROXY })).toBe('small.example');
  expect(of('https://a.example', { https_proxy: '', HTTPS_PROXY })).toBe('proxy.example:3128');
  expect(of('https://a.example', { HTTPS_PROXY, no_proxy: 'a.example', NO_PROXY: 'b.example' })).toBeUndefined();
  expect(of('https://a.example', { HTTP_PROXY: HTTPS_PROXY })).toBeUndefined();
});

test.each(['socks5://user:secret@proxy.example', 'proxy.example:3128 secret', '//secret'])(
  'what is no proxy for HTTP is refused, and not passed over: %s',
  text => {
    expect(() => of('https://a.example', { HTTPS_PROXY: text })).toThrow(
      /^HTTPS_PROXY is not the http or https URL of a proxy$/,
    );
  },
);
