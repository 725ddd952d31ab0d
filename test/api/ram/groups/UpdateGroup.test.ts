import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, error, missing, noGroup, policyDocument, refused, tooLong, wrongUserNames } from '../calls.js';

const exists = error('EntityAlreadyExists.Group', 'The group does already EXIST.', 409);

describe('UpdateGroup', () => {
  /** How far the server's clock is ahead; requests stay within its window. */
  let minutesAhead = 0;
  const server = useTestServer({ now: () => new Date(Date.now() + minutesAhead * 60_000) });

  const newGroup = async (GroupName: string) =>
    (await answer(server.root, 'CreateGroup', { GroupName, Comments: 'c' })).Group as Record<string, string>;

  test('changes the remark, removes it when it is given empty, and leaves it when it is not given', async () => {
    const group = await newGroup('remarked');
    minutesAhead = 5;
    const { Group } = await answer(server.root, 'UpdateGroup', { GroupName: 'REMARKED', NewComments: 'new' });
    expect(Group).toEqual({ ...group, Comments: 'new', UpdateDate: expect.any(String) });
    const { UpdateDate, CreateDate } = Group as Record<string, string>;
    expect(Date.parse(UpdateDate ?? '') - Date.parse(CreateDate ?? '')).toBeGreaterThanOrEqual(299_000);
    expect((await answer(server.root, 'GetGroup', { GroupName: 'remarked' })).Group).toEqual(Group);
    const left = await answer(server.root, 'UpdateGroup', { GroupName: 'remarked' });
    expect(left.Group).toMatchObject({ GroupName: 'remarked', Comments: 'new' });
    const removed = await answer(server.root, 'UpdateGroup', { GroupName: 'remarked', NewComments: '' });
    expect(removed.Group).toMatchObject({ Comments: '' });
  });

  test('gives another name, under which the id, the members and the policies stay and count', async () => {
    const { GroupId } = await newGroup('before');
    const member = await server.user('member');
    await answer(server.root, 'AddUserToGroup', { UserName: 'member', GroupName: 'before' });
    const policy = { PolicyName: 'Lister', PolicyDocument: policyDocument('ram:ListUsers') };
    await answer(server.root, 'CreatePolicy', policy);
    const attachment = { GroupName: 'before', PolicyName: 'Lister', PolicyType: 'Custom' };
    await answer(server.root, 'AttachPolicyToGroup', attachment);

    const { Group } = await answer(server.root, 'UpdateGroup', { GroupName: 'before', NewGroupName: 'After' });
    expect(Group).toMatchObject({ GroupId, GroupName: 'After', Comments: 'c' });
    await refused(server.root, 'GetGroup', { GroupName: 'before' }, noGroup);
    await answer(member, 'ListUsers');
    expect(await answer(server.root, 'ListUsersForGroup', { GroupName: 'after' })).toMatchObject({
      Users: { User: [{ UserName: 'member' }] },
    });
  });

  test('changes the case of a name', async () => {
    await newGroup('casing');
    const { Group } = await answer(server.root, 'UpdateGroup', { GroupName: 'casing', NewGroupName: 'CASING' });
    expect(Group).toMatchObject({ GroupName: 'CASING' });
  });

  test('refuses by name', async () => {
    await newGroup('one');
    await newGroup('other');
    await refused(server.root, 'UpdateGroup', {}, missing('GroupName'));
    await refused(server.root, 'UpdateGroup', { GroupName: 'nothing', NewComments: 'x' }, noGroup);
    await refused(server.otherAccount, 'UpdateGroup', { GroupName: 'one', NewComments: 'x' }, noGroup);
    await refused(server.root, 'UpdateGroup', { GroupName: 'one', NewGroupName: 'OTHER' }, exists);
    for (const [NewGroupName, refusal] of wrongUserNames('NewGroupName')) {
      await refused(server.root, 'UpdateGroup', { GroupName: 'one', NewGroupName }, refusal);
    }
    const long = { GroupName: 'one', NewComments: 'x'.repeat(129) };
    await refused(server.root, 'UpdateGroup', long, tooLong('NewComments'));
    expect((await answer(server.root, 'GetGroup', { GroupName: 'one' })).Group).toMatchObject({ Comments: 'c' });
  });
});
