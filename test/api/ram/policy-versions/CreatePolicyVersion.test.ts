import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import {
  answer,
  call,
  error,
  invalid,
  missing,
  noPolicy,
  policyDocument,
  refused,
  tooLong,
  wrongPolicyNames,
} from '../calls.js';
import { versionsOf } from './versions.js';

const limit = error('LimitExceeded.Policy.Version', 'The count of policy version beyond the current limits.', 409);
const rotate = { RotateStrategy: 'DeleteOldestNonDefaultVersionWhenLimitExceeded' };

describe('CreatePolicyVersion', () => {
  const server = useTestServer();
  const PolicyDocument = policyDocument('ram:ListUsers');
  const create = (PolicyName: string) => answer(server.root, 'CreatePolicy', { PolicyName, PolicyDocument });
  const add = (PolicyName: string, parameters: object = {}) =>
    answer(server.root, 'CreatePolicyVersion', { PolicyName, PolicyDocument, ...parameters });

  test('answers the next version, with its document byte for byte', async () => {
    await create('Documents');
    const document = ` ${policyDocument('kms:*')}\n`;
    expect(await add('dOCUMENTS', { PolicyDocument: document })).toEqual({
      PolicyVersion: {
        VersionId: 'v2',
        IsDefaultVersion: false,
        PolicyDocument: document,
        CreateDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      },
    });
    expect(await answer(server.root, 'GetPolicy', { PolicyName: 'Documents', PolicyType: 'Custom' })).toMatchObject({
      Policy: { DefaultVersion: 'v1' },
      DefaultPolicyVersion: { VersionId: 'v1', PolicyDocument },
    });
  });

  test('counts only as the default, and then from the next request on', async () => {
    const caller = await server.user('caller', JSON.parse(PolicyDocument) as object);
    await answer(caller, 'ListUsers');
    const other = { PolicyDocument: policyDocument('ram:ListPolicies') };
    await add('caller-policy', other);
    await answer(caller, 'ListUsers');
    const { PolicyVersion } = await add('caller-policy', { ...other, SetAsDefault: true });
    expect(PolicyVersion).toMatchObject({ VersionId: 'v3', IsDefaultVersion: true });
    await answer(caller, 'ListPolicies');
    expect((await caller.call('2015-05-01', 'ListUsers')).status).toBe(403);
  });

  test('refuses a sixth version, or lets the oldest that is not the default give way', async () => {
    await create('Full');
    for (let n = 2; n <= 5; n++) await add('Full');
    await refused(server.root, 'CreatePolicyVersion', { PolicyName: 'Full', PolicyDocument }, limit);
    const none = { PolicyName: 'Full', PolicyDocument, RotateStrategy: 'None' };
    await refused(server.root, 'CreatePolicyVersion', none, limit);
    await add('Full', rotate);
    expect(await versionsOf(server.root, 'Full')).toEqual(['v1*', 'v3', 'v4', 'v5', 'v6']);
    await add('Full', { ...rotate, SetAsDefault: true });
    expect(await versionsOf(server.root, 'Full')).toEqual(['v1', 'v4', 'v5', 'v6', 'v7*']);
  });

  test('rotates nothing while there is room', async () => {
    await create('Room');
    await add('Room', rotate);
    expect(await versionsOf(server.root, 'Room')).toEqual(['v1*', 'v2']);
  });

  test('of several calls at once each makes a version of its own, or says that it did not', async () => {
    await create('Rush');
    const calls = [1, 2, 3, 4].map(() =>
      call(server.root, 'CreatePolicyVersion', { PolicyName: 'Rush', PolicyDocument }),
    );
    const answers = await Promise.all(calls);
    const made = answers.filter(it => it.status === 200).length;
    for (const it of answers) {
      if (it.status !== 200)
        expect(it).toMatchObject({ status: 409, body: { Code: 'OperationConflict.Policy.Version' } });
    }
    expect(await versionsOf(server.root, 'Rush')).toHaveLength(1 + made);
  });

  test('refuses by name', async () => {
    await create('Ours');
    const whole = { PolicyName: 'Ours', PolicyDocument };
    const refusals = [
      [{ PolicyName: undefined }, missing('PolicyName')],
      [{ PolicyDocument: undefined }, missing('PolicyDocument')],
      [{ PolicyDocument: 'x'.repeat(6145) }, tooLong('PolicyDocument')],
      [{ PolicyName: 'nothing' }, noPolicy],
      [{ PolicyName: 'AdministratorAccess' }, noPolicy],
      [{ RotateStrategy: 'none' }, invalid('RotateStrategy')],
      [{ SetAsDefault: 'yes' }, invalid('SetAsDefault')],
      ...wrongPolicyNames.map(([PolicyName, refusal]) => [{ PolicyName }, refusal] as const),
    ] as const;
    for (const [part, refusal] of refusals) {
      await refused(server.root, 'CreatePolicyVersion', { ...whole, ...part }, refusal);
    }
    expect(
      await call(server.root, 'CreatePolicyVersion', { ...whole, PolicyDocument: '{"Version":"1"}' }),
    ).toMatchObject({
      status: 400,
      body: { Code: 'MalformedPolicyDocument' },
    });
    await refused(server.otherAccount, 'CreatePolicyVersion', whole, noPolicy);
    expect(await versionsOf(server.root, 'Ours')).toEqual(['v1*']);
  });
});
