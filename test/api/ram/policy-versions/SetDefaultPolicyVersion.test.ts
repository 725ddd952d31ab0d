import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, badFormat, missing, noPolicy, policyDocument, refused } from '../calls.js';
import { noVersion, versionsOf, WRONG_VERSION_IDS } from './versions.js';

describe('SetDefaultPolicyVersion', () => {
  const server = useTestServer();

  test('counts from the next request on, forth and back', async () => {
    const caller = await server.user('caller', JSON.parse(policyDocument('ram:ListUsers')) as object);
    const PolicyName = 'caller-policy';
    const PolicyDocument = policyDocument('ram:ListPolicies');
    await answer(server.root, 'CreatePolicyVersion', { PolicyName, PolicyDocument });
    await answer(caller, 'ListUsers');
    expect(await answer(server.root, 'SetDefaultPolicyVersion', { PolicyName, VersionId: 'v2' })).toEqual({});
    await answer(caller, 'ListPolicies');
    expect((await caller.call('2015-05-01', 'ListUsers')).status).toBe(403);
    expect(await answer(server.root, 'GetPolicy', { PolicyName, PolicyType: 'Custom' })).toMatchObject({
      Policy: { DefaultVersion: 'v2' },
      DefaultPolicyVersion: { VersionId: 'v2', PolicyDocument },
    });
    await answer(server.root, 'SetDefaultPolicyVersion', { PolicyName: 'CALLER-policy', VersionId: 'v1' });
    await answer(caller, 'ListUsers');
    expect((await caller.call('2015-05-01', 'ListPolicies')).status).toBe(403);
  });

  test('refuses by name', async () => {
    await answer(server.root, 'CreatePolicy', { PolicyName: 'Ours', PolicyDocument: policyDocument('kms:*') });
    const whole = { PolicyName: 'Ours', VersionId: 'v1' };
    const refusals = [
      [{ PolicyName: undefined }, missing('PolicyName')],
      [{ VersionId: undefined }, missing('VersionId')],
      [{ PolicyName: 'nothing' }, noPolicy],
      [{ PolicyName: 'AdministratorAccess' }, noPolicy],
      [{ VersionId: 'v2' }, noVersion],
      ...WRONG_VERSION_IDS.map(VersionId => [{ VersionId }, badFormat('VersionId')] as const),
    ] as const;
    for (const [part, refusal] of refusals) {
      await refused(server.root, 'SetDefaultPolicyVersion', { ...whole, ...part }, refusal);
    }
    await refused(server.otherAccount, 'SetDefaultPolicyVersion', whole, noPolicy);
    expect(await versionsOf(server.root, 'Ours')).toEqual(['v1*']);
  });
});
