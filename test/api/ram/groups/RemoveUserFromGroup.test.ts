import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, error, missing, noGroup, noUser, refused, wrongUserNames } from '../calls.js';

const notJoined = error('EntityNotExist.User.Group', 'The user has not joined the group.', 404);

describe('RemoveUserFromGroup', () => {
  const server = useTestServer();

  test('takes from the user what the group was allowed, from its next call on', async () => {
    const member = await server.user('Member');
    const membership = { UserName: 'Member', GroupName: 'Readers' };
    await answer(server.root, 'CreateGroup', { GroupName: 'Readers' });
    const policy = { PolicyType: 'System', PolicyName: 'AliyunRAMReadOnlyAccess' };
    await answer(server.root, 'AttachPolicyToGroup', { GroupName: 'Readers', ...policy });
    await answer(server.root, 'AddUserToGroup', membership);
    await answer(member, 'ListUsers');

    expect(await answer(server.root, 'RemoveUserFromGroup', { UserName: 'mEMBER', GroupName: 'rEADERS' })).toEqual({});
    expect((await member.call('2015-05-01', 'ListUsers')).status).toBe(403);
    await refused(server.root, 'RemoveUserFromGroup', membership, notJoined);
    await answer(server.root, 'AddUserToGroup', membership);
    await answer(member, 'ListUsers');
  });

  test('leaves the other members and the other groups', async () => {
    for (const UserName of ['one', 'two']) await answer(server.root, 'CreateUser', { UserName });
    for (const GroupName of ['x', 'y']) await answer(server.root, 'CreateGroup', { GroupName });
    for (const UserName of ['one', 'two']) {
      for (const GroupName of ['x', 'y']) await answer(server.root, 'AddUserToGroup', { UserName, GroupName });
    }
    await answer(server.root, 'RemoveUserFromGroup', { UserName: 'one', GroupName: 'x' });
    expect(await answer(server.root, 'ListUsersForGroup', { GroupName: 'x' })).toMatchObject({
      Users: { User: [{ UserName: 'two' }] },
    });
    expect(await answer(server.root, 'ListGroupsForUser', { UserName: 'one' })).toMatchObject({
      Groups: { Group: [{ GroupName: 'y' }] },
    });
  });

  test('refuses by name', async () => {
    await answer(server.root, 'CreateUser', { UserName: 'ours' });
    await answer(server.root, 'CreateGroup', { GroupName: 'ours' });
    const whole = { UserName: 'ours', GroupName: 'ours' };
    await refused(server.root, 'RemoveUserFromGroup', whole, notJoined);
    const refusals = [
      [{ UserName: undefined }, missing('UserName')],
      [{ GroupName: undefined }, missing('GroupName')],
      [{ UserName: 'nobody' }, noUser],
      [{ GroupName: 'nothing' }, noGroup],
      ...wrongUserNames('UserName').map(([UserName, refusal]) => [{ UserName }, refusal] as const),
      ...wrongUserNames('GroupName').map(([GroupName, refusal]) => [{ GroupName }, refusal] as const),
    ] as const;
    for (const [part, refusal] of refusals) {
      await refused(server.root, 'RemoveUserFromGroup', { ...whole, ...part }, refusal);
    }
    await refused(server.otherAccount, 'RemoveUserFromGroup', whole, noUser);
    await answer(server.otherAccount, 'CreateUser', { UserName: 'ours' });
    await refused(server.otherAccount, 'RemoveUserFromGroup', whole, noGroup);
  });
});
