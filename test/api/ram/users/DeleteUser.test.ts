import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, error, missing, noUser, refused, wrongUserNames } from '../calls.js';

const hasKeys = error(
  'DeleteConflict.User.AccessKey',
  'The user CAN NOT has any access key while deleting the user.',
  409,
);
const hasPolicies = error(
  'DeleteConflict.User.Policy',
  'The user CAN NOT has any attached policy while deleting the user.',
  409,
);

const hasGroups = error('DeleteConflict.User.Group', 'The user CAN NOT be in any group while deleting the user.', 409);

describe('DeleteUser', () => {
  const server = useTestServer();

  test('deletes a user, whose name is free again and whose id is not used again', async () => {
    const first = (await answer(server.root, 'CreateUser', { UserName: 'Alice' })).User as { UserId: string };
    expect(await answer(server.root, 'DeleteUser', { UserName: 'aLICE' })).toEqual({});
    await refused(server.root, 'GetUser', { UserName: 'Alice' }, noUser);
    await refused(server.root, 'DeleteUser', { UserName: 'Alice' }, noUser);
    const second = (await answer(server.root, 'CreateUser', { UserName: 'Alice' })).User as { UserId: string };
    expect(second.UserId).not.toBe(first.UserId);
  });

  test('reports keys before policies before groups, and deletes when all are gone', async () => {
    await answer(server.root, 'CreateUser', { UserName: 'leaver' });
    const { AccessKey } = await answer(server.root, 'CreateAccessKey', { UserName: 'leaver' });
    const policy = { UserName: 'leaver', PolicyType: 'System', PolicyName: 'AliyunKMSReadOnlyAccess' };
    await answer(server.root, 'AttachPolicyToUser', { ...policy, ResourceGroupId: 'rg-1' });

    await answer(server.root, 'CreateGroup', { GroupName: 'left' });
    await answer(server.root, 'AddUserToGroup', { UserName: 'leaver', GroupName: 'left' });

    await refused(server.root, 'DeleteUser', { UserName: 'leaver' }, hasKeys);
    const { AccessKeyId } = AccessKey as { AccessKeyId: string };
    const inactive = { UserName: 'leaver', UserAccessKeyId: AccessKeyId, Status: 'Inactive' };
    await answer(server.root, 'UpdateAccessKey', inactive);
    await refused(server.root, 'DeleteUser', { UserName: 'leaver' }, hasKeys);
    await answer(server.root, 'DeleteAccessKey', { UserName: 'leaver', UserAccessKeyId: AccessKeyId });
    await refused(server.root, 'DeleteUser', { UserName: 'leaver' }, hasPolicies);
    await answer(server.root, 'DetachPolicyFromUser', { ...policy, ResourceGroupId: 'rg-1' });
    await refused(server.root, 'DeleteUser', { UserName: 'leaver' }, hasGroups);
    await answer(server.root, 'RemoveUserFromGroup', { UserName: 'leaver', GroupName: 'left' });
    await answer(server.root, 'DeleteUser', { UserName: 'leaver' });
  });

  test('refuses by name', async () => {
    await answer(server.root, 'CreateUser', { UserName: 'stays' });
    await refused(server.root, 'DeleteUser', {}, missing('UserName'));
    await refused(server.root, 'DeleteUser', { UserName: 'nobody' }, noUser);
    await refused(server.otherAccount, 'DeleteUser', { UserName: 'stays' }, noUser);
    for (const [UserName, refusal] of wrongUserNames('UserName')) {
      await refused(server.root, 'DeleteUser', { UserName }, refusal);
    }
    await answer(server.root, 'GetUser', { UserName: 'stays' });
  });
});
