import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sha256Hex } from './digest';
import { percentEncode } from './percent-encoding';
import { sign } from './sign';

interface Vector {
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly canonicalRequest: string;
  readonly stringToSign: string;
}

/** Requests of official clients that sign what this one signs; others sign `accept` too, leave out `host`, or use SM3. */
const vectors = readFileSync(new URL('../../../test/vectors/signatures.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as Vector)
  .filter(({ headers: { authorization = '' } }) => authorization.startsWith('ACS3-HMAC-SHA256 '))
  .filter(({ headers: { authorization = '' } }) => /SignedHeaders=(content-type;)?host;x-acs/.test(authorization));

describe('the signature of the console', () => {
  test('has vectors to agree with, some with a body and one with a security token', () => {
    expect(vectors.length).toBeGreaterThan(12);
    expect(vectors.filter(vector => vector.body !== undefined).length).toBeGreaterThan(2);
    expect(vectors.some(vector => 'x-acs-security-token' in vector.headers)).toBe(true);
  });

  test.each(vectors)('equals that of the official client in $name', async vector => {
    const { authorization, ...headers } = vector.headers;
    const url = new URL(vector.url, 'http://server');
    const signature = await sign(
      {
        method: vector.method,
        path: url.pathname,
        query: [...url.searchParams],
        headers,
        payloadHash: headers['x-acs-content-sha256'] ?? '',
      },
      { id: authorization?.match(/Credential=([^,]+)/)?.[1] ?? '', secret: 'testsecret' },
    );
    expect(signature.canonicalRequest).toBe(vector.canonicalRequest);
    expect(signature.stringToSign).toBe(vector.stringToSign);
    expect(signature.authorization).toBe(authorization);
  });

  test.each(vectors.filter(vector => vector.body !== undefined))('hashes the body of $name as it did', async vector => {
    expect(await sha256Hex(vector.body ?? '')).toBe(vector.headers['x-acs-content-sha256']);
  });

  test('does not sign headers that a browser or a proxy may change', async () => {
    const headers = { host: 'h', accept: '*/*', 'user-agent': 'x', 'x-acs-action': 'A' };
    const request = { method: 'POST', path: '/', query: [], headers, payloadHash: '' };
    const { authorization } = await sign(request, { id: 'k', secret: 's' });
    expect(authorization).toContain('SignedHeaders=host;x-acs-action,');
  });

  test('is refused with an empty secret by name', async () => {
    const request = { method: 'POST', path: '/', query: [], headers: { host: 'h' }, payloadHash: '' };
    await expect(sign(request, { id: 'k', secret: '' })).rejects.toThrow('secret is empty');
  });
});

test('percent-encoding leaves only unreserved characters and speaks UTF-8', () => {
  expect(percentEncode("a b*~-_.!'()+/=é证\ud800")).toBe('a%20b%2A~-_.%21%27%28%29%2B%2F%3D%C3%A9%E8%AF%81%EF%BF%BD');
});
