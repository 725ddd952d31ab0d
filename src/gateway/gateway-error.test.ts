import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ApiError } from '../spec/errors.js';
import { GatewayError, gatewayError, gatewayErrors } from './gateway-error.js';
import { httpRefusals } from './http-refusals.js';

const sources = globSync('src/**/*.ts', { exclude: ['**/*.test.ts'] }).map(path => ({
  path,
  // Examples in comments throw nothing.
  text: readFileSync(path, 'utf8').replace(/\/\*.*?\*\//gs, ''),
}));

test('an error has code, status and message of the table', () => {
  const error = gatewayError('InvalidTimeStamp.Expired');
  expect(error).toBeInstanceOf(GatewayError);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    name: 'GatewayError',
    code: 'InvalidTimeStamp.Expired',
    status: 400,
    message: 'Specified time stamp or date value is expired.',
  });
});

test('a placeholder is filled in code and message, once', () => {
  expect(gatewayError('Missing{P}', { P: 'AccessKeyId' })).toMatchObject({
    code: 'MissingAccessKeyId',
    message: 'AccessKeyId is mandatory for this action.',
  });
  expect(gatewayError('InvalidParameter', { P: '{P}$&$1' }).message).toBe(
    'The specified parameter "{P}$&$1" is not valid.',
  );
});

test('every error has a client or server status, and only the mismatch a colon that clients could cut at', () => {
  const refusals = Object.values(httpRefusals).map(refusal => [refusal.code, refusal] as const);
  for (const [code, { status, message }] of [...Object.entries(gatewayErrors), ...refusals]) {
    expect(status, code).toBeGreaterThanOrEqual(400);
    expect(status, code).toBeLessThan(600);
    expect(message, code).not.toBe('');
    if (code !== 'SignatureDoesNotMatch') expect(message, code).not.toContain(':');
  }
});

/** The first arguments of all calls of a function in `src`. */
function namedIn(call: RegExp): Set<string> {
  return new Set(
    sources.flatMap(({ path, text }) =>
      path.includes('reference') ? [] : [...text.matchAll(call)].map(([, name = '']) => name),
    ),
  );
}

test('what stands in the tables is answered', () => {
  const thrown = namedIn(/gatewayError\(\s*'([^']+)'/g);
  expect(Object.keys(gatewayErrors).filter(code => !thrown.has(code))).toEqual([]);
  const refused = namedIn(/httpRefusal\(\s*'([^']+)'/g);
  expect(Object.keys(httpRefusals).filter(name => !refused.has(name))).toEqual([]);
});

test('what is answered stands in a table', () => {
  const makers = sources.filter(({ text }) => /new (Api|Gateway)Error\(/.test(text)).map(({ path }) => path);
  // They take code, status and message from a declaration: of an operation or product, a dialect, and the two tables of the gateway.
  expect(makers.sort()).toEqual([
    'src/gateway/api-errors.ts',
    'src/gateway/gateway-error.ts',
    'src/gateway/http-refusals.ts',
    'src/spec/errors.ts',
  ]);
  const literal = sources.filter(({ text }) => /new (Api|Gateway)Error\(\s*['"`]/.test(text)).map(({ path }) => path);
  expect(literal).toEqual([]);
});
