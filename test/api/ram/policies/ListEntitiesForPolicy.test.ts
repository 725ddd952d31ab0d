import { beforeAll, describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import {
  answer,
  invalid,
  missing,
  namedAnswer,
  noPolicy,
  policyDocument,
  refused,
  wrongPolicyNames,
} from '../calls.js';
import { newRole } from '../roles/trust.js';

describe('ListEntitiesForPolicy', () => {
  /** How far the server's clock is ahead; requests stay within its window. */
  let secondsAhead = 0;
  const custom = { PolicyName: 'Shared', PolicyType: 'Custom' };
  const system = { PolicyName: 'AdministratorAccess', PolicyType: 'System' };
  const server = useTestServer({ now: () => new Date(Date.now() + secondsAhead * 1000) });
  beforeAll(async () => {
    await answer(server.root, 'CreatePolicy', { PolicyName: 'Shared', PolicyDocument: policyDocument('kms:*') });
    await answer(server.root, 'CreateUser', { UserName: 'Second', DisplayName: 'Two' });
    await answer(server.root, 'CreateUser', { UserName: 'first' });
    await answer(server.root, 'CreateGroup', { GroupName: 'Team', Comments: 'who works' });
    await newRole(server, 'Deploy', { Description: 'd' });
  });

  const nobody = { Users: { User: [] }, Groups: { Group: [] }, Roles: { Role: [] } };

  test.each([custom, system])(
    'lists users, groups and roles with $PolicyName, the oldest attachment first, each once',
    async policy => {
      expect(await answer(server.root, 'ListEntitiesForPolicy', policy)).toEqual(nobody);
      for (const part of [
        { UserName: 'first', ResourceGroupId: 'rg-1' },
        { UserName: 'Second' },
        { UserName: 'first' },
      ]) {
        secondsAhead += 10;
        await answer(server.root, 'AttachPolicyToUser', { ...policy, ...part });
      }
      for (const scope of [{}, { ResourceGroupId: 'rg-1' }]) {
        await answer(server.root, 'AttachPolicyToGroup', { ...policy, GroupName: 'team', ...scope });
      }
      await answer(server.root, 'AttachPolicyToRole', { ...policy, RoleName: 'DEPLOY' });
      const PolicyName = policy.PolicyName.toUpperCase();
      expect(await namedAnswer(server.root, 'ListEntitiesForPolicy', { ...policy, PolicyName })).toEqual({
        ...nobody,
        Users: {
          User: [
            { UserId: 'user id', UserName: 'first', DisplayName: '', AttachDate: 'time' },
            { UserId: 'user id', UserName: 'Second', DisplayName: 'Two', AttachDate: 'time' },
          ],
        },
        Roles: {
          Role: [
            {
              RoleId: 'user id',
              RoleName: 'Deploy',
              Arn: `acs:ram::${server.accountId}:role/Deploy`,
              Description: 'd',
              AttachDate: 'time',
            },
          ],
        },
        Groups: { Group: [{ GroupName: 'Team', Comments: 'who works', AttachDate: 'time' }] },
      });
    },
  );

  test('shows nobody of another account', async () => {
    expect(await answer(server.otherAccount, 'ListEntitiesForPolicy', system)).toEqual(nobody);
    await refused(server.otherAccount, 'ListEntitiesForPolicy', custom, noPolicy);
  });

  test('refuses by name', async () => {
    await refused(server.root, 'ListEntitiesForPolicy', { PolicyType: 'Custom' }, missing('PolicyName'));
    await refused(server.root, 'ListEntitiesForPolicy', { PolicyName: 'Shared' }, missing('PolicyType'));
    await refused(server.root, 'ListEntitiesForPolicy', { ...custom, PolicyType: 'custom' }, invalid('PolicyType'));
    await refused(server.root, 'ListEntitiesForPolicy', { ...custom, PolicyType: 'System' }, noPolicy);
    await refused(server.root, 'ListEntitiesForPolicy', { ...custom, PolicyName: 'nothing' }, noPolicy);
    for (const [PolicyName, refusal] of wrongPolicyNames) {
      await refused(server.root, 'ListEntitiesForPolicy', { PolicyName, PolicyType: 'Custom' }, refusal);
    }
  });
});
