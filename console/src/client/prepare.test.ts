import { describe, expect, test } from 'vitest';
import type { Field, Operation } from '../description/model';
import { sha256Hex } from '../signing/digest';
import { prepare } from './prepare';

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  kind: 'text',
  required: false,
  secret: false,
  place: 'query',
  sentAs: 'flattened',
  ...more,
});
const operation = (method: 'GET' | 'POST'): Operation => ({
  productCode: 'kms',
  version: '2016-01-20',
  action: 'GetThing',
  summary: '',
  method,
  protocol: 'rpc',
  extension: false,
  destructive: false,
  page: '',
  permission: { access: 'get', resources: [] },
  request: [field('Name'), field('Password', { secret: true })],
  response: [],
  errors: [],
  examples: [],
  before: [],
  seeAlso: [],
});
const circumstances = { now: new Date('2026-01-02T03:04:05.678Z'), nonce: 'n', host: '127.0.0.1:8088' };
const pair = { accessKeyId: 'id', accessKeySecret: 'testsecret' };

describe('a prepared request', () => {
  test('names the operation in headers, which are signed, and holds the secret nowhere', async () => {
    const request = await prepare(operation('POST'), { Name: 'a b' }, pair, circumstances);
    expect(request).toMatchObject({ method: 'POST', target: '/?Name=a%20b', body: '' });
    expect(request.headers).toMatchObject({
      'x-acs-action': 'GetThing',
      'x-acs-version': '2016-01-20',
      'x-acs-date': '2026-01-02T03:04:05Z',
      'x-acs-content-sha256': await sha256Hex(''),
    });
    expect(request.headers).not.toHaveProperty('content-type');
    expect(request.headers.authorization).toContain(
      'Credential=id,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,',
    );
    expect(JSON.stringify(request)).not.toContain('testsecret');
  });

  test('keeps secrets out of the address, and becomes a POST for their sake', async () => {
    const request = await prepare(operation('GET'), { Name: 'a', Password: 'p w' }, pair, circumstances);
    expect(request).toMatchObject({ method: 'POST', target: '/?Name=a', body: 'Password=p%20w' });
    expect(request.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect((await prepare(operation('GET'), { Name: 'a' }, pair, circumstances)).method).toBe('GET');
  });

  test('carries and signs the security token of a temporary pair', async () => {
    const request = await prepare(operation('POST'), {}, { ...pair, securityToken: 'token' }, circumstances);
    expect(request.target).toBe('/');
    expect(request.canonicalRequest).toContain('x-acs-accesskey-id:id\n');
    expect(request.canonicalRequest).toContain('x-acs-security-token:token\n');
  });
});
