/** What the tests of roles start from. */
import type { TestServer } from '../../../server.js';
import { answer, error } from '../calls.js';

export const noRole = error('EntityNotExist.Role', 'The role does not exist.', 404);

/** A trust policy with one statement. */
export function trustOf(principal: object, condition?: object): string {
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal };
  return JSON.stringify({ Version: '1', Statement: [{ ...statement, ...(condition && { Condition: condition }) }] });
}

export const ofService = trustOf({ Service: ['ecs.aliyuncs.com'] });

export const newRole = (server: TestServer, RoleName: string, parameters: object = {}) =>
  answer(server.root, 'CreateRole', { RoleName, AssumeRolePolicyDocument: ofService, ...parameters });
