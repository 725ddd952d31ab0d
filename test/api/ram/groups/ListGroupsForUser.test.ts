import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, missing, namedAnswer, noUser, refused, wrongUserNames } from '../calls.js';

describe('ListGroupsForUser', () => {
  /** How far the server's clock is ahead; requests stay within its window. */
  let secondsAhead = 0;
  const server = useTestServer({ now: () => new Date(Date.now() + secondsAhead * 1000) });

  test('lists the groups of a user, the one that it joined first at the top', async () => {
    await answer(server.root, 'CreateUser', { UserName: 'Alice' });
    expect(await answer(server.root, 'ListGroupsForUser', { UserName: 'aLICE' })).toEqual({ Groups: { Group: [] } });
    for (const GroupName of ['First', 'second', 'third']) {
      await answer(server.root, 'CreateGroup', { GroupName, Comments: `the ${GroupName}` });
    }
    for (const GroupName of ['second', 'First']) {
      secondsAhead += 10;
      await answer(server.root, 'AddUserToGroup', { UserName: 'Alice', GroupName });
    }
    const shown = (GroupName: string) => ({
      GroupId: 'group id',
      GroupName,
      Comments: `the ${GroupName}`,
      JoinDate: 'time',
    });
    expect(await namedAnswer(server.root, 'ListGroupsForUser', { UserName: 'aLICE' })).toEqual({
      Groups: { Group: [shown('second'), shown('First')] },
    });
  });

  test('refuses by name', async () => {
    await answer(server.root, 'CreateUser', { UserName: 'ours' });
    await refused(server.root, 'ListGroupsForUser', {}, missing('UserName'));
    await refused(server.root, 'ListGroupsForUser', { UserName: 'nobody' }, noUser);
    await refused(server.otherAccount, 'ListGroupsForUser', { UserName: 'ours' }, noUser);
    for (const [UserName, refusal] of wrongUserNames('UserName')) {
      await refused(server.root, 'ListGroupsForUser', { UserName }, refusal);
    }
  });
});
