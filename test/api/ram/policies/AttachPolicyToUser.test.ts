import { beforeAll, describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, policyDocument } from '../calls.js';

describe('AttachPolicyToUser', () => {
  const create = (PolicyName: string, document = policyDocument('ram:ListUsers')) =>
    answer(server.root, 'CreatePolicy', { PolicyName, PolicyDocument: document });
  const attach = (parameters: object) =>
    answer(server.root, 'AttachPolicyToUser', parameters as Record<string, unknown>);
  const server = useTestServer();
  beforeAll(async () => {
    await create('Lister');
  });

  test('counts from the next request on, for custom and system policies', async () => {
    const alice = await server.user('Alice');
    expect((await alice.call('2015-05-01', 'ListUsers')).status).toBe(403);
    expect(await attach({ UserName: 'ALICE', PolicyName: 'lISTER', PolicyType: 'Custom' })).toEqual({});
    await answer(alice, 'ListUsers');
    expect((await alice.call('2015-05-01', 'ListPolicies')).status).toBe(403);
    await attach({ UserName: 'Alice', PolicyName: 'aliyunRAMreadonlyaccess', PolicyType: 'System' });
    await answer(alice, 'ListPolicies');
    const { body } = await alice.call('2015-05-01', 'CreateUser', { UserName: 'x' });
    expect(body.Code).toBe('NoPermission');
  });

  test('with a resource group gives nothing outside it', async () => {
    const grouped = await server.user('grouped');
    const policy = { UserName: 'grouped', PolicyName: 'AdministratorAccess', PolicyType: 'System' };
    await attach({ ...policy, ResourceGroupId: 'rg-1' });
    expect((await grouped.call('2015-05-01', 'ListUsers')).status).toBe(403);
    // Naming the group of one's own attachment opens nothing.
    const reach = { ...policy, ResourceGroupId: 'rg-1', PolicyName: 'AliyunRAMFullAccess' };
    expect((await grouped.call('2015-05-01', 'AttachPolicyToUser', reach)).status).toBe(403);
  });

  test('needs to be allowed on the user and on the policy', async () => {
    await answer(server.root, 'CreateUser', { UserName: 'target' });
    const allow = { Effect: 'Allow', Action: 'ram:AttachPolicyToUser' };
    const onUser = { ...allow, Resource: `acs:ram:*:${server.accountId}:user/target` };
    const onPolicies = { ...allow, Resource: 'acs:ram:*:system:policy/*' };
    const half = await server.user('half', { Version: '1', Statement: [onUser] });
    const both = await server.user('both', { Version: '1', Statement: [onUser, onPolicies] });
    const parameters = { UserName: 'TARGET', PolicyName: 'AliyunKMSFullAccess', PolicyType: 'System' };
    const { status, body } = await half.call('2015-05-01', 'AttachPolicyToUser', parameters);
    expect([status, body.AccessDeniedDetail]).toMatchObject([
      403,
      { AuthResource: 'acs:ram:*:system:policy/AliyunKMSFullAccess' },
    ]);
    await answer(both, 'AttachPolicyToUser', parameters);
    const custom = { UserName: 'target', PolicyName: 'Lister', PolicyType: 'Custom' };
    expect((await both.call('2015-05-01', 'AttachPolicyToUser', custom)).status).toBe(403);
  });
});
