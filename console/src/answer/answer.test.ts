import { describe, expect, test } from 'vitest';
import type { Exchange } from '../client/exchange';
import type { ApiError, Field, Operation } from '../description/model';
import { findArtifacts } from './artifacts';
import { safeName } from './download';
import { declarationOf, furtherMeaning, parameterOf } from './error-meaning';
import { MASK, maskAnswer } from './mask-answer';
import { rawRequest, rawResponse } from './raw-exchange';

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  kind: 'text',
  required: false,
  secret: false,
  place: 'query',
  sentAs: 'flattened',
  ...more,
});
const error = (code: string, from: ApiError['from'], message = 'm'): ApiError => ({ code, from, message, status: 400 });
const operation = (parts: Partial<Operation>): Operation => ({
  productCode: 'cas',
  version: '2020-06-30',
  action: 'Try',
  summary: '',
  method: 'POST',
  protocol: 'rpc',
  extension: false,
  destructive: false,
  page: '',
  permission: { access: 'get', resources: [] },
  request: [],
  response: [],
  errors: [],
  examples: [],
  before: [],
  seeAlso: [],
  ...parts,
});

describe('an error code', () => {
  const errors = [error('Missing{P}', 'gateway'), error('Busy', 'product'), error('Busy', 'operation')];

  test('is found with its placeholders filled, the operation before the product', () => {
    expect(declarationOf({ errors }, 'MissingUserName')?.code).toBe('Missing{P}');
    expect(declarationOf({ errors }, 'Busy')?.from).toBe('operation');
    expect(declarationOf({ errors }, 'Missing')).toBeUndefined();
  });

  test('says which parameter it is about', () => {
    const request = [field('UserName'), field('Days')];
    expect(parameterOf({ request }, 'MissingUserName', '')).toBe('UserName');
    expect(parameterOf({ request }, 'InvalidParameter.Days', '')).toBe('Days');
    expect(parameterOf({ request }, 'InvalidParameter', 'The specified parameter "Days" is not valid.')).toBe('Days');
    expect(parameterOf({ request }, 'Throttling.User', 'Slow down.')).toBeUndefined();
  });

  test('has a further meaning only where the message is another', () => {
    const declared = error('E', 'operation', 'Until {End} (at most {Limit}).');
    expect(furtherMeaning(declared, 'Until 2030 (at most 2029).')).toBeUndefined();
    expect(furtherMeaning(declared, 'No.')).toBe('Until … (at most …).');
  });
});

describe('what is declared secret', () => {
  const secretive = operation({
    request: [
      field('Password', { secret: true }),
      field('Name'),
      field('Users', { kind: 'list', item: field('', { secret: true }) }),
    ],
    response: [field('Key', { kind: 'object', fields: [field('Id'), field('Secret', { secret: true })] })],
  });
  const exchange: Exchange = {
    request: {
      method: 'POST',
      target: '/?Name=a%20b',
      headers: { host: 'h', 'x-acs-security-token': 'hunter2' },
      body: 'Password=hunter2&Users.1=hunter2',
      canonicalRequest: '',
      stringToSign: '',
    },
    status: 200,
    durationMs: 1,
    headers: [['x-acs-request-id', 'R']],
    body: '{"Key":{"Id":"i","Secret":"hunter2"}}',
    answer: { Key: { Id: 'i', Secret: 'hunter2' } },
  };

  test('is masked in the exchange until it is asked for', () => {
    const masked = rawRequest(secretive, exchange, 'masked') + rawResponse(secretive, exchange, 'masked');
    expect(masked).not.toContain('hunter2');
    expect(masked).toContain('POST /?Name=a%20b HTTP/1.1');
    expect(masked).toContain(`Users.1=${MASK}`);
    expect(rawRequest(secretive, exchange, 'shown')).toContain('Password=hunter2&Users.1=hunter2');
    expect(rawResponse(secretive, exchange, 'shown')).toContain('hunter2');
  });

  test('is masked in an answer, lists and odd shapes included', () => {
    const list = [
      field('Keys', { kind: 'list', item: field('', { kind: 'object', fields: [field('S', { secret: true })] }) }),
    ];
    expect(maskAnswer(list, { Keys: [{ S: 'hunter2', T: 1 }], Other: 'x' })).toEqual({
      Keys: [{ S: MASK, T: 1 }],
      Other: 'x',
    });
    expect(maskAnswer(list, null)).toBeNull();
  });
});

describe('values that are files', () => {
  const pem = '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n';
  const kinds = (answer: unknown, response: readonly Field[] = []) =>
    findArtifacts({ response }, answer).map(({ kind, path }) => `${path} ${kind}`);

  test('are found at any depth', () => {
    expect(kinds({ A: pem, B: { C: [pem + pem] }, D: 'text' })).toEqual(['A certificates', 'B.C.1 certificates']);
    expect(kinds({ Csr: pem.replaceAll('CERTIFICATE', 'CERTIFICATE REQUEST') })).toEqual(['Csr pem']);
  });

  test('are Base64 only where that is declared, and long enough to be a file', () => {
    const blob = btoa('x'.repeat(60));
    expect(kinds({ Blob: blob })).toEqual([]);
    expect(kinds({ Blob: blob }, [field('Blob', { format: 'base64' })])).toEqual(['Blob binary']);
    expect(kinds({ Blob: 'QQ==' }, [field('Blob', { format: 'base64' })])).toEqual(['Blob binary']);
  });

  test('are a client key where its id stands beside it', () => {
    expect(kinds({ ClientKeyId: 'KAAP.1', PrivateKeyData: 'MAA=' })).toEqual(['PrivateKeyData client-key']);
    expect(kinds({ PrivateKeyData: 'MAA=' })).toEqual([]);
  });

  test('get names that every file system takes', () => {
    expect(safeName('../etc/pass wd: 证书 <x>')).toBe('etc-pass-wd-证书-x');
    expect(safeName('///')).toBe('file');
  });
});
