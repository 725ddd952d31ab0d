import { beforeAll, describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import {
  answer,
  error,
  invalid,
  invalidCharacters,
  missing,
  noPolicy,
  noUser,
  policyDocument,
  refused,
  tooLong,
  wrongPolicyNames,
  wrongUserNames,
} from '../calls.js';

const exists = error('EntityAlreadyExists.User.Policy', 'The user has already been attached this policy.', 409);
const limit = error(
  'LimitExceeded.User.Policy',
  'The policy count of the user attached policies beyond the current limits.',
  409,
);

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

  test('refuses the same policy in the same scope; the id of the account is the scope of the account', async () => {
    await answer(server.root, 'CreateUser', { UserName: 'twice' });
    const policy = { UserName: 'twice', PolicyName: 'Lister', PolicyType: 'Custom' };
    await attach({ ...policy, ResourceGroupId: server.accountId });
    await refused(server.root, 'AttachPolicyToUser', policy, exists);
    await attach({ ...policy, ResourceGroupId: 'rg-1' });
    await refused(server.root, 'AttachPolicyToUser', { ...policy, ResourceGroupId: 'rg-1' }, exists);
    await attach({ ...policy, ResourceGroupId: 'rg-2' });
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

  test('keeps a user to ten custom policies, also of several calls at once', async () => {
    await answer(server.root, 'CreateUser', { UserName: 'greedy' });
    const names = Array.from({ length: 12 }, (_, n) => `Greedy-${n}`);
    for (const name of names) await create(name);
    const calls = names.map(PolicyName =>
      server.root.call('2015-05-01', 'AttachPolicyToUser', { UserName: 'greedy', PolicyName, PolicyType: 'Custom' }),
    );
    const statuses = (await Promise.all(calls)).map(reply => reply.status);
    expect(statuses.filter(status => status === 200)).toHaveLength(10);
    const another = { UserName: 'greedy', PolicyName: 'Lister', PolicyType: 'Custom' };
    await refused(server.root, 'AttachPolicyToUser', another, limit);
    await attach({ UserName: 'greedy', PolicyName: 'AdministratorAccess', PolicyType: 'System' });
  });

  test('keeps a user to twenty system policies', async () => {
    await answer(server.root, 'CreateUser', { UserName: 'systematic' });
    const policy = { UserName: 'systematic', PolicyName: 'AdministratorAccess', PolicyType: 'System' };
    for (let n = 0; n < 20; n++) await attach({ ...policy, ResourceGroupId: `rg-${n}` });
    await refused(server.root, 'AttachPolicyToUser', policy, limit);
  });

  test('refuses by name', async () => {
    await answer(server.root, 'CreateUser', { UserName: 'bob' });
    const whole = { UserName: 'bob', PolicyName: 'Lister', PolicyType: 'Custom' };
    for (const name of ['UserName', 'PolicyName', 'PolicyType']) {
      await refused(server.root, 'AttachPolicyToUser', { ...whole, [name]: undefined }, missing(name));
    }
    const refusals = [
      [{ UserName: 'nobody' }, noUser],
      [{ PolicyName: 'nothing' }, noPolicy],
      [{ UserName: 'nobody', PolicyName: 'nothing' }, noUser],
      [{ PolicyType: 'System' }, noPolicy],
      [{ PolicyName: 'AdministratorAccess' }, noPolicy],
      [{ PolicyType: 'custom' }, invalid('PolicyType')],
      [{ ResourceGroupId: 'rg/1' }, invalidCharacters('ResourceGroupId')],
      [{ ResourceGroupId: 'r'.repeat(65) }, tooLong('ResourceGroupId')],
      ...wrongUserNames('UserName').map(([UserName, refusal]) => [{ UserName }, refusal] as const),
      ...wrongPolicyNames.map(([PolicyName, refusal]) => [{ PolicyName }, refusal] as const),
    ] as const;
    for (const [part, refusal] of refusals) {
      await refused(server.root, 'AttachPolicyToUser', { ...whole, ...part }, refusal);
    }
    await refused(server.otherAccount, 'AttachPolicyToUser', whole, noUser);
    await answer(server.otherAccount, 'CreateUser', { UserName: 'bob' });
    await refused(server.otherAccount, 'AttachPolicyToUser', whole, noPolicy);
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
