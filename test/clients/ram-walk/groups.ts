/** Groups, who is in them, and what is attached to them and to their members. */
import { expect } from 'vitest';
import { codeOf } from '../code-of.js';
import { type Calls, time } from './scene.js';

export async function walkGroups({ ram }: Calls, name: string): Promise<void> {
  const [before, GroupName, UserName] = [`${name}-group`, `${name}-developers`, `${name}-member`];
  expect((await ram('CreateGroup', { GroupName: before, Comments: '开发' })).Group).toMatchObject({
    GroupName: before,
    Comments: '开发',
    CreateDate: time,
  });
  await ram('UpdateGroup', { GroupName: before, NewGroupName: GroupName, NewComments: 'who write code' });
  const { Group } = await ram('GetGroup', { GroupName });
  expect(Group).toMatchObject({ GroupName, Comments: 'who write code', UpdateDate: time });
  expect(await ram('ListGroups', { MaxItems: 100 })).toMatchObject({
    Groups: { Group: expect.arrayContaining([expect.objectContaining({ GroupName })]) },
  });

  await ram('CreateUser', { UserName });
  await ram('AddUserToGroup', { UserName, GroupName });
  const { Users } = await ram('ListUsersForGroup', { GroupName, MaxItems: 10 });
  expect(Users).toMatchObject({ User: [{ UserName, JoinDate: time }] });
  const { Groups } = await ram('ListGroupsForUser', { UserName });
  expect(Groups).toMatchObject({ Group: [{ GroupName, JoinDate: time }] });

  const policy = { PolicyName: 'AliyunKMSReadOnlyAccess', PolicyType: 'System' };
  await ram('AttachPolicyToGroup', { ...policy, GroupName });
  await ram('AttachPolicyToUser', { ...policy, UserName });
  const attached = { Policies: { Policy: [{ ...policy, AttachDate: time }] } };
  expect(await ram('ListPoliciesForGroup', { GroupName })).toMatchObject(attached);
  expect(await ram('ListPoliciesForUser', { UserName })).toMatchObject(attached);
  expect(await ram('ListEntitiesForPolicy', policy)).toMatchObject({
    Users: { User: [{ UserName, AttachDate: time }] },
    Groups: { Group: [{ GroupName, AttachDate: time }] },
  });
  expect(await codeOf(ram('DeleteGroup', { GroupName }))).toBe('DeleteConflict.Group.User');
  await ram('DetachPolicyFromUser', { ...policy, UserName });
  await ram('DetachPolicyFromGroup', { ...policy, GroupName });
  await ram('RemoveUserFromGroup', { UserName, GroupName });
  await ram('DeleteUser', { UserName });
  await ram('DeleteGroup', { GroupName });
  expect(await codeOf(ram('GetGroup', { GroupName }))).toBe('EntityNotExist.Group');
}
