import { beforeAll, describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import {
  answer,
  error,
  invalid,
  invalidCharacters,
  missing,
  noPolicy,
  policyDocument,
  refused,
  tooLong,
  wrongPolicyNames,
} from '../calls.js';
import { newRole, noRole, ofService } from '../roles/trust.js';

const exists = error('EntityAlreadyExists.Role.Policy', 'The role has already been attached this policy.', 409);
const limit = error(
  'LimitExceeded.Role.Policy',
  'The count of policies attached to the role beyond the current limits.',
  409,
);

describe('AttachPolicyToRole', () => {
  const server = useTestServer();
  const create = (PolicyName: string) =>
    answer(server.root, 'CreatePolicy', { PolicyName, PolicyDocument: policyDocument('ram:ListUsers') });
  const attach = (parameters: object) =>
    answer(server.root, 'AttachPolicyToRole', parameters as Record<string, unknown>);
  beforeAll(async () => {
    await create('Lister');
  });

  test('refuses the same policy in the same scope; the id of the account is the scope of the account', async () => {
    await newRole(server, 'twice');
    const policy = { RoleName: 'twice', PolicyName: 'Lister', PolicyType: 'Custom' };
    await attach({ ...policy, ResourceGroupId: server.accountId });
    await refused(server.root, 'AttachPolicyToRole', policy, exists);
    await attach({ ...policy, ResourceGroupId: 'rg-1' });
    await refused(server.root, 'AttachPolicyToRole', { ...policy, ResourceGroupId: 'rg-1' }, exists);
  });

  test('keeps a role to five custom policies, also of several calls at once, and to twenty system policies', async () => {
    await newRole(server, 'greedy');
    const names = Array.from({ length: 7 }, (_, n) => `Greedy-${n}`);
    for (const name of names) await create(name);
    const calls = names.map(PolicyName =>
      server.root.call('2015-05-01', 'AttachPolicyToRole', { RoleName: 'greedy', PolicyName, PolicyType: 'Custom' }),
    );
    const statuses = (await Promise.all(calls)).map(reply => reply.status);
    expect(statuses.filter(status => status === 200)).toHaveLength(5);
    const another = { RoleName: 'greedy', PolicyName: 'Lister', PolicyType: 'Custom' };
    await refused(server.root, 'AttachPolicyToRole', another, limit);
    const system = { RoleName: 'greedy', PolicyName: 'AdministratorAccess', PolicyType: 'System' };
    for (let n = 0; n < 20; n++) await attach({ ...system, ResourceGroupId: `rg-${n}` });
    await refused(server.root, 'AttachPolicyToRole', system, limit);
  });

  test('refuses by name', async () => {
    await newRole(server, 'ours');
    const whole = { RoleName: 'ours', PolicyName: 'Lister', PolicyType: 'Custom' };
    const refusals = [
      [{ RoleName: undefined }, missing('RoleName')],
      [{ PolicyName: undefined }, missing('PolicyName')],
      [{ PolicyType: undefined }, missing('PolicyType')],
      [{ RoleName: 'nothing' }, noRole],
      [{ PolicyName: 'nothing' }, noPolicy],
      [{ RoleName: 'nothing', PolicyName: 'nothing' }, noRole],
      [{ PolicyType: 'System' }, noPolicy],
      [{ PolicyType: 'custom' }, invalid('PolicyType')],
      [{ ResourceGroupId: 'rg/1' }, invalidCharacters('ResourceGroupId')],
      [{ ResourceGroupId: 'r'.repeat(65) }, tooLong('ResourceGroupId')],
      ...[
        ['a_b', invalidCharacters('RoleName')],
        ['a'.repeat(65), tooLong('RoleName')],
      ].map(([RoleName, refusal]) => [{ RoleName }, refusal as typeof exists] as const),
      ...wrongPolicyNames.map(([PolicyName, refusal]) => [{ PolicyName }, refusal] as const),
    ] as const;
    for (const [part, refusal] of refusals) {
      await refused(server.root, 'AttachPolicyToRole', { ...whole, ...part }, refusal);
    }
    await refused(server.otherAccount, 'AttachPolicyToRole', whole, noRole);
    await answer(server.otherAccount, 'CreateRole', { RoleName: 'ours', AssumeRolePolicyDocument: ofService });
    await refused(server.otherAccount, 'AttachPolicyToRole', whole, noPolicy);
  });
});
