import { beforeAll, describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, invalid, missing, namedAnswer, noGroup, refused, wrongUserNames } from '../calls.js';

interface Page {
  readonly IsTruncated: boolean;
  readonly Marker?: string;
  readonly Users: { readonly User: readonly { readonly UserName: string }[] };
}

describe('ListUsersForGroup', () => {
  const names = ['a', 'B', 'b-1', 'c'];
  const server = useTestServer();
  beforeAll(async () => {
    for (const GroupName of ['full', 'empty']) await answer(server.root, 'CreateGroup', { GroupName });
    for (const UserName of [...names].reverse()) {
      await answer(server.root, 'CreateUser', { UserName, DisplayName: `User ${UserName}` });
      await answer(server.root, 'AddUserToGroup', { UserName, GroupName: 'full' });
    }
    await answer(server.root, 'CreateUser', { UserName: 'alone' });
  });

  const list = async (parameters: object) =>
    (await answer(server.root, 'ListUsersForGroup', { GroupName: 'full', ...parameters })) as unknown as Page;
  const namesOf = (page: Page) => page.Users.User.map(user => user.UserName);

  test('lists the members in the order of their names', async () => {
    const page = await list({ GroupName: 'FULL' });
    expect([namesOf(page), page.IsTruncated, page.Marker]).toEqual([names, false, undefined]);
    expect(await namedAnswer(server.root, 'ListUsersForGroup', { GroupName: 'full', MaxItems: 1 })).toEqual({
      IsTruncated: true,
      Marker: expect.any(String),
      Users: { User: [{ UserName: 'a', DisplayName: 'User a', JoinDate: 'time' }] },
    });
    expect(namesOf(await list({ GroupName: 'empty' }))).toEqual([]);
  });

  test('goes on from page to page, whoever joins and leaves between them', async () => {
    const first = await list({ MaxItems: 2 });
    expect([namesOf(first), first.IsTruncated]).toEqual([['a', 'B'], true]);
    await answer(server.root, 'AddUserToGroup', { UserName: 'alone', GroupName: 'full' });
    await answer(server.root, 'RemoveUserFromGroup', { UserName: 'B', GroupName: 'full' });
    const second = await list({ MaxItems: 2, Marker: first.Marker });
    expect([namesOf(second), second.IsTruncated]).toEqual([['b-1', 'c'], false]);
    await answer(server.root, 'RemoveUserFromGroup', { UserName: 'alone', GroupName: 'full' });
    await answer(server.root, 'AddUserToGroup', { UserName: 'B', GroupName: 'full' });
  });

  test('refuses by name', async () => {
    const { Marker = '' } = await list({ MaxItems: 1 });
    await refused(server.root, 'ListUsersForGroup', { GroupName: 'empty', Marker }, invalid('Marker'));
    await refused(server.root, 'ListUsers', { Marker }, invalid('Marker'));
    await refused(server.root, 'ListUsersForGroup', {}, missing('GroupName'));
    await refused(server.root, 'ListUsersForGroup', { GroupName: 'nothing' }, noGroup);
    await refused(server.otherAccount, 'ListUsersForGroup', { GroupName: 'full' }, noGroup);
    for (const MaxItems of [0, 1001]) {
      await refused(server.root, 'ListUsersForGroup', { GroupName: 'full', MaxItems }, invalid('MaxItems'));
    }
    for (const [GroupName, refusal] of wrongUserNames('GroupName')) {
      await refused(server.root, 'ListUsersForGroup', { GroupName }, refusal);
    }
  });
});
