/** Calls of KMS as its tests make them, and the answers they compare with: whole bodies, without what differs from call to call. */
import { expect } from 'vitest';
import type { CallOptions, CallParameters, SignedClient } from '../../signed-client.js';

export interface KmsAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Calls an operation; `RequestId`, `HostId` and `Recommend` are checked for their form and taken out. */
export async function kms(
  client: SignedClient,
  action: string,
  parameters: CallParameters = {},
  options: CallOptions = {},
): Promise<KmsAnswer> {
  const { status, body } = await client.call('2016-01-20', action, parameters, options);
  const { RequestId, HostId, Recommend, ...rest } = body;
  expect(RequestId).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
  expect([typeof HostId, typeof Recommend]).toEqual(status === 200 ? ['undefined', 'undefined'] : ['string', 'string']);
  return { status, body: rest };
}

/** As `kms`, for a call that a test only builds on. */
export async function kmsOk(
  client: SignedClient,
  action: string,
  parameters: CallParameters = {},
): Promise<KmsAnswer['body']> {
  const answer = await kms(client, action, parameters);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
}

export const ok = (body: KmsAnswer['body'] = {}): KmsAnswer => ({ status: 200, body });

export const error = (status: number, code: string, message: string): KmsAnswer => ({
  status,
  body: { Code: code, Message: message, HttpStatus: status },
});

export const missing = (parameter: string): KmsAnswer =>
  error(400, 'MissingParameter', `The parameter "${parameter}" is needed but not provided.`);

export const invalid = (parameter: string, rule: string): KmsAnswer =>
  error(400, 'InvalidParameter', `The specified parameter "${parameter}" is not valid: it ${rule}.`);

export const notFound = error(404, 'Forbidden.ResourceNotFound', 'Resource not found.');

export const exists = error(
  409,
  'Rejected.ResourceExist',
  'The request was rejected because the resource already exists.',
);

/** Values that no name may have, with the answer to each. */
export const badNames = (parameter: string): [string, string, KmsAnswer][] => [
  ['an empty name', '', missing(parameter)],
  ['a blank', 'a b', invalid(parameter, 'holds characters that are not allowed')],
  ['a star', 'a*', invalid(parameter, 'holds characters that are not allowed')],
  ['a letter beyond ASCII', 'näme', invalid(parameter, 'holds characters that are not allowed')],
  ['193 characters', 'a'.repeat(193), invalid(parameter, 'must be at most 192 characters long')],
];

/** Every character that a name may have, and as many as it may have. */
export const LONGEST_NAME = `Az09_.@/+=-${'n'.repeat(181)}`;
