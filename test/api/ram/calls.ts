/** How the tests of RAM call operations and what they expect of answers: whole bodies, with ids and times replaced by names. */
import { expect } from 'vitest';
import { ram } from '../../../src/api/ram/product.js';
import { type ProductAnswer, productCalls } from '../../product-calls.js';
import type { CallParameters, SignedClient } from '../../signed-client.js';

/** `answer` is what a call that succeeds answers. */
export const { call, callOk: answer, error, missing, invalid } = productCalls(ram);

/** A body in which a request id is `id`, a time `time`, a user id `user id`, a group id `group id`; everything else as it came. */
function named(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(named);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, named(member)]));
  }
  if (typeof value !== 'string') return value;
  return value
    .replace(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'time')
    .replace(/^[1-9]\d{17}$/, 'user id')
    .replace(/^g-[A-Za-z0-9]{16}$/, 'group id')
    .replace(/^LTAI[A-Za-z0-9]{20}$/, 'key id');
}

/** The answer with ids and times replaced by names. */
export async function namedAnswer(client: SignedClient, action: string, parameters: CallParameters = {}) {
  return named(await answer(client, action, parameters));
}

/** Calls an operation that is refused, and compares the whole body. */
export async function refused(
  client: SignedClient,
  action: string,
  parameters: CallParameters,
  refusal: ProductAnswer,
): Promise<void> {
  expect({ action, ...(await call(client, action, parameters)) }).toEqual({ action, ...refusal });
}

export const invalidCharacters = (name: string) => invalid(name, undefined, 'characters');
export const tooLong = (name: string) => invalid(name, undefined, 'length');
export const badFormat = (name: string) => invalid(name, undefined, 'format');
export const noUser = error('EntityNotExist.User', 'The user does not exist.', 404);
export const noGroup = error('EntityNotExist.Group', 'The group does not exist.', 404);
export const noAccessKey = error('EntityNotExist.User.AccessKey', 'The user access key does not exist.', 404);
export const noPolicy = error('EntityNotExist.Policy', 'The policy does not exist.', 404);
export const noAttachment = error('EntityNotExist.User.Policy', 'The indicate policy of the user does not exist.', 404);

/** A policy document with one statement. */
export function policyDocument(action: string, resource = '*', effect: 'Allow' | 'Deny' = 'Allow'): string {
  return JSON.stringify({ Version: '1', Statement: [{ Effect: effect, Action: action, Resource: resource }] });
}

/** What the name of a user or group, or another parameter that takes one, is refused for. */
export const wrongUserNames = (parameter: string): [string, ProductAnswer][] => [
  ['a b', invalidCharacters(parameter)],
  ['a/b', invalidCharacters(parameter)],
  ['*', invalidCharacters(parameter)],
  ['ä', invalidCharacters(parameter)],
  ['a\u0000', invalidCharacters(parameter)],
  ['a\n', invalidCharacters(parameter)],
  ['a'.repeat(65), tooLong(parameter)],
];

export const wrongPolicyNames: [string, ProductAnswer][] = [
  ['a.b', invalidCharacters('PolicyName')],
  ['a_b', invalidCharacters('PolicyName')],
  ['a/*', invalidCharacters('PolicyName')],
  ['a'.repeat(129), tooLong('PolicyName')],
];
