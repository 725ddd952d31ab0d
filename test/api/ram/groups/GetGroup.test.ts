import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, missing, namedAnswer, noGroup, refused, wrongUserNames } from '../calls.js';

describe('GetGroup', () => {
  const server = useTestServer();

  test('tells of a group, found in any case', async () => {
    await answer(server.root, 'CreateGroup', { GroupName: 'Developers', Comments: 'who write code' });
    expect(await namedAnswer(server.root, 'GetGroup', { GroupName: 'dEVELOPERS' })).toEqual({
      Group: {
        GroupId: 'group id',
        GroupName: 'Developers',
        Comments: 'who write code',
        CreateDate: 'time',
        UpdateDate: 'time',
      },
    });
  });

  test('refuses by name', async () => {
    await answer(server.root, 'CreateGroup', { GroupName: 'ours' });
    await answer(server.root, 'CreateUser', { UserName: 'no-group' });
    await refused(server.root, 'GetGroup', {}, missing('GroupName'));
    await refused(server.root, 'GetGroup', { GroupName: 'no-group' }, noGroup);
    await refused(server.otherAccount, 'GetGroup', { GroupName: 'ours' }, noGroup);
    for (const [GroupName, refusal] of wrongUserNames('GroupName')) {
      await refused(server.root, 'GetGroup', { GroupName }, refusal);
    }
  });
});
