import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, error, missing, noGroup, refused, wrongUserNames } from '../calls.js';

const hasUsers = error(
  'DeleteConflict.Group.User',
  'The group CAN NOT has any user member while deleting the group.',
  409,
);
const hasPolicies = error(
  'DeleteConflict.Group.Policy',
  'The entity CAN NOT has any attached policy while deleting the group.',
  409,
);

describe('DeleteGroup', () => {
  const server = useTestServer();

  test('deletes a group, whose name is free again and whose id is not used again', async () => {
    const first = (await answer(server.root, 'CreateGroup', { GroupName: 'Gone' })).Group as { GroupId: string };
    expect(await answer(server.root, 'DeleteGroup', { GroupName: 'gONE' })).toEqual({});
    await refused(server.root, 'GetGroup', { GroupName: 'Gone' }, noGroup);
    await refused(server.root, 'DeleteGroup', { GroupName: 'Gone' }, noGroup);
    const second = (await answer(server.root, 'CreateGroup', { GroupName: 'Gone' })).Group as { GroupId: string };
    expect(second.GroupId).not.toBe(first.GroupId);
  });

  test('reports members before policies, and deletes when both are gone', async () => {
    await answer(server.root, 'CreateGroup', { GroupName: 'used' });
    await answer(server.root, 'CreateUser', { UserName: 'member' });
    await answer(server.root, 'AddUserToGroup', { UserName: 'member', GroupName: 'used' });
    const policy = { GroupName: 'used', PolicyType: 'System', PolicyName: 'AliyunKMSReadOnlyAccess' };
    await answer(server.root, 'AttachPolicyToGroup', { ...policy, ResourceGroupId: 'rg-1' });

    await refused(server.root, 'DeleteGroup', { GroupName: 'used' }, hasUsers);
    await answer(server.root, 'RemoveUserFromGroup', { UserName: 'member', GroupName: 'used' });
    await refused(server.root, 'DeleteGroup', { GroupName: 'used' }, hasPolicies);
    await answer(server.root, 'DetachPolicyFromGroup', { ...policy, ResourceGroupId: 'rg-1' });
    await answer(server.root, 'DeleteGroup', { GroupName: 'used' });
  });

  test('refuses by name', async () => {
    await answer(server.root, 'CreateGroup', { GroupName: 'stays' });
    await refused(server.root, 'DeleteGroup', {}, missing('GroupName'));
    await refused(server.root, 'DeleteGroup', { GroupName: 'nothing' }, noGroup);
    await refused(server.otherAccount, 'DeleteGroup', { GroupName: 'stays' }, noGroup);
    for (const [GroupName, refusal] of wrongUserNames('GroupName')) {
      await refused(server.root, 'DeleteGroup', { GroupName }, refusal);
    }
    await answer(server.root, 'GetGroup', { GroupName: 'stays' });
  });
});
