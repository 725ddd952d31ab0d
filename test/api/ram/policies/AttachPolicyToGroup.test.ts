import { beforeAll, describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, policyDocument } from '../calls.js';

describe('AttachPolicyToGroup', () => {
  const server = useTestServer();
  const create = (PolicyName: string) =>
    answer(server.root, 'CreatePolicy', { PolicyName, PolicyDocument: policyDocument('ram:ListUsers') });
  const attach = (parameters: object) =>
    answer(server.root, 'AttachPolicyToGroup', parameters as Record<string, unknown>);
  beforeAll(async () => {
    await create('Lister');
  });

  test('counts for the members from the next request on, for custom and system policies', async () => {
    const alice = await server.user('Alice');
    const outsider = await server.user('Outsider');
    await answer(server.root, 'CreateGroup', { GroupName: 'Team' });
    await answer(server.root, 'AddUserToGroup', { UserName: 'Alice', GroupName: 'Team' });
    expect((await alice.call('2015-05-01', 'ListUsers')).status).toBe(403);
    expect(await attach({ GroupName: 'TEAM', PolicyName: 'lISTER', PolicyType: 'Custom' })).toEqual({});
    await answer(alice, 'ListUsers');
    expect((await alice.call('2015-05-01', 'ListPolicies')).status).toBe(403);
    await attach({ GroupName: 'Team', PolicyName: 'aliyunRAMreadonlyaccess', PolicyType: 'System' });
    await answer(alice, 'ListPolicies');
    expect((await outsider.call('2015-05-01', 'ListUsers')).status).toBe(403);
  });
});
