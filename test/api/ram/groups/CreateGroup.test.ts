import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import {
  answer,
  error,
  invalidCharacters,
  missing,
  namedAnswer,
  noGroup,
  refused,
  tooLong,
  wrongUserNames,
} from '../calls.js';

const exists = error('EntityAlreadyExists.Group', 'The group does already EXIST.', 409);
const limit = error('LimitExceeded.Group', 'The count of groups beyond the current limits.', 409);

describe('CreateGroup', () => {
  const server = useTestServer();

  test('answers the group it made', async () => {
    const asked = { GroupName: 'Dev.Team-c_1', Comments: 'two\nlines, 云' };
    const made = await answer(server.root, 'CreateGroup', asked);
    expect(made).toEqual({
      Group: {
        ...asked,
        GroupId: expect.stringMatching(/^g-[A-Za-z0-9]{16}$/),
        CreateDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      },
    });
    const { Group } = await answer(server.root, 'GetGroup', { GroupName: 'Dev.Team-c_1' });
    expect(Group).toMatchObject(made.Group as object);
  });

  test('leaves empty what is not given', async () => {
    expect(await namedAnswer(server.root, 'CreateGroup', { GroupName: 'bare' })).toEqual({
      Group: { GroupId: 'group id', GroupName: 'bare', Comments: '', CreateDate: 'time' },
    });
  });

  test('refuses a name that is there in whatever case, in the account; a user may have the same name', async () => {
    await answer(server.root, 'CreateGroup', { GroupName: 'Twice' });
    await refused(server.root, 'CreateGroup', { GroupName: 'tWICE' }, exists);
    await answer(server.root, 'CreateUser', { UserName: 'Twice' });
    await answer(server.otherAccount, 'CreateGroup', { GroupName: 'Twice' });
  });

  test('keeps the account to fifty groups, also of several calls at once', async () => {
    const root = await server.stranger();
    for (let n = 0; n < 48; n++) await answer(root, 'CreateGroup', { GroupName: `group-${n}` });
    const calls = ['a', 'b', 'c', 'd'].map(GroupName => root.call('2015-05-01', 'CreateGroup', { GroupName }));
    expect((await Promise.all(calls)).map(reply => reply.status).sort()).toEqual([200, 200, 409, 409]);
    await refused(root, 'CreateGroup', { GroupName: 'one-more' }, limit);
    await answer(root, 'DeleteGroup', { GroupName: 'group-0' });
    await answer(root, 'CreateGroup', { GroupName: 'one-more' });
  });

  test('refuses by name', async () => {
    await refused(server.root, 'CreateGroup', { Comments: 'x' }, missing('GroupName'));
    for (const [GroupName, refusal] of wrongUserNames('GroupName')) {
      await refused(server.root, 'CreateGroup', { GroupName }, refusal);
    }
    const remarks = [
      ['x'.repeat(129), tooLong('Comments')],
      ['\u001b[31m', invalidCharacters('Comments')],
    ] as const;
    for (const [Comments, refusal] of remarks) {
      await refused(server.root, 'CreateGroup', { GroupName: 'refused', Comments }, refusal);
    }
    await refused(server.root, 'GetGroup', { GroupName: 'refused' }, noGroup);
  });
});
