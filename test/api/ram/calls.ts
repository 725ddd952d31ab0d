/** How the tests of RAM call operations and what they expect of answers: whole bodies, with ids and times replaced by names. */
import { expect } from 'vitest';
import type { CallOptions, CallParameters, SignedClient } from '../../signed-client.js';

const version = '2015-05-01';

/** A body in which a request id is `id`, a time `time`, a user id `user id`; everything else as it came. */
function named(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(named);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, named(member)]));
  }
  if (typeof value !== 'string') return value;
  return value
    .replace(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'time')
    .replace(/^[1-9]\d{17}$/, 'user id')
    .replace(/^LTAI[A-Za-z0-9]{20}$/, 'key id');
}

/** Calls an operation that succeeds, and gives its answer without the RequestId. */
export async function answer(
  client: SignedClient,
  action: string,
  parameters: CallParameters = {},
  options: CallOptions = {},
): Promise<Record<string, unknown>> {
  const { status, body } = await client.call(version, action, parameters, options);
  expect({ status, body }).toEqual({
    status: 200,
    body: { ...body, RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/) },
  });
  const { RequestId: _, ...members } = body;
  return members;
}

/** The answer with ids and times replaced by names. */
export async function namedAnswer(client: SignedClient, action: string, parameters: CallParameters = {}) {
  return named(await answer(client, action, parameters));
}

export type Refusal = readonly [status: number, code: string, message: string];

/** Calls an operation that is refused, and checks the whole body. */
export async function refused(
  client: SignedClient,
  action: string,
  parameters: CallParameters,
  [status, Code, Message]: Refusal,
): Promise<void> {
  const reply = await client.call(version, action, parameters);
  expect({ action, status: reply.status, body: reply.body }).toEqual({
    action,
    status,
    body: {
      RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
      HostId: expect.any(String),
      Code,
      Message,
      Recommend: expect.stringContaining(Code),
    },
  });
}

export const missing = (name: string): Refusal => [400, `Missing${name}`, `${name} is mandatory for this action.`];
/** The vendor's words; the rule that the gateway adds to them is looked at by the tests of `spec/`. */
const withRule = (words: string): string => expect.stringContaining(words) as string;

export const invalid = (name: string): Refusal => [
  400,
  `InvalidParameter.${name}`,
  withRule(`The parameter - "${name}" is incorrect.`),
];
export const invalidCharacters = (name: string): Refusal => [
  400,
  `InvalidParameter.${name}.InvalidChars`,
  withRule(`The parameter - "${name}" contains invalid chars.`),
];
export const tooLong = (name: string): Refusal => [
  400,
  `InvalidParameter.${name}.Length`,
  withRule(`The parameter - "${name}" beyond the length limit.`),
];
export const badFormat = (name: string): Refusal => [
  400,
  `InvalidParameter.${name}.Format`,
  withRule(`The format of the parameter - "${name}" is incorrect.`),
];
export const noUser: Refusal = [404, 'EntityNotExist.User', 'The user does not exist.'];
export const noAccessKey: Refusal = [404, 'EntityNotExist.User.AccessKey', 'The user access key does not exist.'];
export const noPolicy: Refusal = [404, 'EntityNotExist.Policy', 'The policy does not exist.'];
export const noAttachment: Refusal = [
  404,
  'EntityNotExist.User.Policy',
  'The indicate policy of the user does not exist.',
];

/** A policy document with one statement. */
export function policyDocument(action: string, resource = '*', effect: 'Allow' | 'Deny' = 'Allow'): string {
  return JSON.stringify({ Version: '1', Statement: [{ Effect: effect, Action: action, Resource: resource }] });
}

/** What a user name, or another parameter that takes one, is refused for. */
export const wrongUserNames = (parameter: string): [string, Refusal][] => [
  ['a b', invalidCharacters(parameter)],
  ['a/b', invalidCharacters(parameter)],
  ['*', invalidCharacters(parameter)],
  ['ä', invalidCharacters(parameter)],
  ['a\u0000', invalidCharacters(parameter)],
  ['a\n', invalidCharacters(parameter)],
  ['a'.repeat(65), tooLong(parameter)],
];

export const wrongPolicyNames: [string, Refusal][] = [
  ['a.b', invalidCharacters('PolicyName')],
  ['a_b', invalidCharacters('PolicyName')],
  ['a/*', invalidCharacters('PolicyName')],
  ['a'.repeat(129), tooLong('PolicyName')],
];
