import { expect, test } from 'vitest';
import { ApiError } from '../spec/errors.js';
import { GatewayError, gatewayError, gatewayErrors } from './gateway-error.js';

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
  for (const [code, { status, message }] of Object.entries(gatewayErrors)) {
    expect(status, code).toBeGreaterThanOrEqual(400);
    expect(status, code).toBeLessThan(600);
    expect(message, code).not.toBe('');
    if (code !== 'SignatureDoesNotMatch') expect(message, code).not.toContain(':');
  }
});
