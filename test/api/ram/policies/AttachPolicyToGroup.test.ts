import { beforeAll, describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import {
  answer,
  error,
  invalid,
  invalidCharacters,
  missing,
  noGroup,
  noPolicy,
  policyDocument,
  refused,
  tooLong,
  wrongPolicyNames,
  wrongUserNames,
} from '../calls.js';

// The cloud says "user" of a group too.
const exists = error('EntityAlreadyExists.Group.Policy', 'The user has already been attached this policy.', 409);
const limit = error('LimitExceeded.Group.Policy', 'The policy count of the group beyond the current limits.', 409);

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

  test('refuses the same policy in the same scope; the id of the account is the scope of the account', async () => {
    await answer(server.root, 'CreateGroup', { GroupName: 'twice' });
    const policy = { GroupName: 'twice', PolicyName: 'Lister', PolicyType: 'Custom' };
    await attach({ ...policy, ResourceGroupId: server.accountId });
    await refused(server.root, 'AttachPolicyToGroup', policy, exists);
    await attach({ ...policy, ResourceGroupId: 'rg-1' });
    await refused(server.root, 'AttachPolicyToGroup', { ...policy, ResourceGroupId: 'rg-1' }, exists);
  });

  test('keeps a group to five custom policies, also of several calls at once, and to twenty system policies', async () => {
    await answer(server.root, 'CreateGroup', { GroupName: 'greedy' });
    const names = Array.from({ length: 7 }, (_, n) => `Greedy-${n}`);
    for (const name of names) await create(name);
    const calls = names.map(PolicyName =>
      server.root.call('2015-05-01', 'AttachPolicyToGroup', { GroupName: 'greedy', PolicyName, PolicyType: 'Custom' }),
    );
    const statuses = (await Promise.all(calls)).map(reply => reply.status);
    expect(statuses.filter(status => status === 200)).toHaveLength(5);
    const another = { GroupName: 'greedy', PolicyName: 'Lister', PolicyType: 'Custom' };
    await refused(server.root, 'AttachPolicyToGroup', another, limit);
    const system = { GroupName: 'greedy', PolicyName: 'AdministratorAccess', PolicyType: 'System' };
    for (let n = 0; n < 20; n++) await attach({ ...system, ResourceGroupId: `rg-${n}` });
    await refused(server.root, 'AttachPolicyToGroup', system, limit);
  });

  test('refuses by name', async () => {
    await answer(server.root, 'CreateGroup', { GroupName: 'ours' });
    const whole = { GroupName: 'ours', PolicyName: 'Lister', PolicyType: 'Custom' };
    const refusals = [
      [{ GroupName: undefined }, missing('GroupName')],
      [{ PolicyName: undefined }, missing('PolicyName')],
      [{ PolicyType: undefined }, missing('PolicyType')],
      [{ GroupName: 'nothing' }, noGroup],
      [{ PolicyName: 'nothing' }, noPolicy],
      [{ GroupName: 'nothing', PolicyName: 'nothing' }, noGroup],
      [{ PolicyType: 'System' }, noPolicy],
      [{ PolicyType: 'custom' }, invalid('PolicyType')],
      [{ ResourceGroupId: 'rg/1' }, invalidCharacters('ResourceGroupId')],
      [{ ResourceGroupId: 'r'.repeat(65) }, tooLong('ResourceGroupId')],
      ...wrongUserNames('GroupName').map(([GroupName, refusal]) => [{ GroupName }, refusal] as const),
      ...wrongPolicyNames.map(([PolicyName, refusal]) => [{ PolicyName }, refusal] as const),
    ] as const;
    for (const [part, refusal] of refusals) {
      await refused(server.root, 'AttachPolicyToGroup', { ...whole, ...part }, refusal);
    }
    await refused(server.otherAccount, 'AttachPolicyToGroup', whole, noGroup);
    await answer(server.otherAccount, 'CreateGroup', { GroupName: 'ours' });
    await refused(server.otherAccount, 'AttachPolicyToGroup', whole, noPolicy);
  });
});
