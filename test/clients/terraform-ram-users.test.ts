/**
 * What the vendor's Terraform provider does for `alicloud_ram_user`, `alicloud_ram_access_key`, `alicloud_ram_group`, `alicloud_ram_group_membership`,
 * `alicloud_ram_user_group_attachment` and the attachments of policies, call by call, as its published sources tell.
 */
import { expect, test } from 'vitest';
import { useTestServer } from '../use-test-server.js';
import type { Answer } from './certificate-line.js';
import { RAM, TerraformCalls } from './terraform-calls.js';

const server = useTestServer();
const terraform = new TerraformCalls(() => server);
const post = (action: string, parameters: Answer = {}) => terraform.post(RAM, action, parameters);
const codeOf = (action: string, parameters: Answer) => terraform.codeOf(RAM, action, parameters);
const older = (action: string, parameters: Answer) => terraform.post(RAM, action, parameters, 'older');

const usersOf = (body: Answer) => (body.Users as { User: Answer[] }).User;
const policiesOf = (body: Answer) => (body.Policies as { Policy: Answer[] }).Policy;

/** Resources know a user by its id: they look for it in the list, and then read it by its name. */
async function readUser(id: unknown): Promise<Answer | undefined> {
  const users = await terraform.all('ListUsers', { MaxItems: 100 }, usersOf, 'older');
  const user = users.find(({ UserId, UserName }) => UserId === id || UserName === id);
  if (!user) return undefined;
  return (await older('GetUser', { UserName: user.UserName })).User as Answer;
}

test('alicloud_ram_user: known by its id, renamed and emptied, and destroyed by force with all that it has', async () => {
  const UserName = 'tf-user';
  const rest = { DisplayName: 'Terraform', MobilePhone: '86-18688888888', Email: 'tf@example.com', Comments: 'c' };
  const { User: made } = await older('CreateUser', { UserName, ...rest });
  const { UserId } = made as Answer;
  expect(await readUser(UserId)).toMatchObject({ UserId, UserName, ...rest });

  const NewUserName = 'tf-user-renamed';
  await post('UpdateUser', { UserName, NewUserName, NewDisplayName: 'Other', NewMobilePhone: '', NewEmail: '' });
  const user = await readUser(UserId);
  expect(user).toMatchObject({ UserId, UserName: NewUserName, DisplayName: 'Other', Comments: 'c' });
  expect([user?.MobilePhone ?? '', user?.Email ?? '']).toEqual(['', '']);
  await post('UpdateUser', { UserName: NewUserName, NewUserName, NewComments: 'changed' });
  expect(await readUser(UserId)).toMatchObject({ Comments: 'changed' });

  const name = { UserName: NewUserName };
  const policy = { PolicyName: 'AliyunKMSReadOnlyAccess', PolicyType: 'System' };
  await post('CreateAccessKey', name);
  await post('AttachPolicyToUser', { ...name, ...policy });
  await post('CreateGroup', { GroupName: 'tf-of-user' });
  await post('AddUserToGroup', { ...name, GroupName: 'tf-of-user' });
  await post('CreateLoginProfile', { ...name, Password: 'Yourpassword_1234' });
  // Without force it tries to delete, again and again, as long as something is in the way.
  const conflicts = ['AccessKey', 'Group', 'Policy', 'LoginProfile', 'MFADevice'].map(
    it => `DeleteConflict.User.${it}`,
  );
  expect(conflicts).toContain(await terraform.codeOf(RAM, 'DeleteUser', name, 'older'));

  const { AccessKeys } = await older('ListAccessKeys', name);
  for (const { AccessKeyId: UserAccessKeyId } of (AccessKeys as { AccessKey: Answer[] }).AccessKey) {
    await older('DeleteAccessKey', { ...name, UserAccessKeyId });
  }
  for (const { PolicyName, PolicyType } of policiesOf(await older('ListPoliciesForUser', name))) {
    await older('DetachPolicyFromUser', { ...name, PolicyName, PolicyType });
  }
  const { Groups } = await older('ListGroupsForUser', name);
  for (const { GroupName } of (Groups as { Group: Answer[] }).Group) {
    await older('RemoveUserFromGroup', { ...name, GroupName });
  }
  await older('DeleteLoginProfile', name);
  expect(await terraform.codeOf(RAM, 'UnbindMFADevice', name, 'older')).toBe('EntityNotExist.User.MFADevice');
  await older('DeleteUser', name);
  expect(await readUser(UserId)).toBeUndefined();
});

test('alicloud_ram_access_key: its status is named at each step; it is gone where its user is', async () => {
  const UserName = 'tf-key-user';
  await post('CreateUser', { UserName });
  const read = async () => {
    const { AccessKeys } = await post('ListAccessKeys', { UserName });
    return (AccessKeys as { AccessKey: Answer[] }).AccessKey.find(it => it.AccessKeyId === UserAccessKeyId);
  };
  const { AccessKey } = await post('CreateAccessKey', { UserName });
  const { AccessKeyId: UserAccessKeyId, AccessKeySecret } = AccessKey as Answer;
  expect(AccessKeySecret).toMatch(/^[A-Za-z0-9]{30,}$/);
  for (const Status of ['Inactive', 'Active']) {
    await post('UpdateAccessKey', { UserAccessKeyId, Status, UserName });
    expect(await read()).toMatchObject({ Status, CreateDate: expect.stringMatching(/Z$/) });
  }
  await post('DeleteAccessKey', { UserAccessKeyId, UserName });
  expect(await read()).toBeUndefined();
  expect(await codeOf('DeleteAccessKey', { UserAccessKeyId, UserName })).toBe('EntityNotExist.User.AccessKey');
  await post('DeleteUser', { UserName });
  expect(await codeOf('ListAccessKeys', { UserName })).toBe('EntityNotExist.User');
  expect(await codeOf('DeleteAccessKey', { UserAccessKeyId, UserName })).toBe('EntityNotExist.User');
});

test('alicloud_ram_group: changed, and destroyed by force with its members and policies', async () => {
  const GroupName = 'tf-group';
  const { Group } = await post('CreateGroup', { GroupName, Comments: 'c' });
  expect(Group).toMatchObject({ GroupName });
  const read = async () => (await post('GetGroup', { GroupName })).Group;
  expect(await read()).toMatchObject({ GroupName, Comments: 'c', CreateDate: expect.stringMatching(/Z$/) });
  await post('UpdateGroup', { GroupName, NewComments: 'changed' });
  expect(await read()).toMatchObject({ Comments: 'changed' });

  await post('CreateUser', { UserName: 'tf-member' });
  await post('AddUserToGroup', { UserName: 'tf-member', GroupName });
  await post('AttachPolicyToGroup', { GroupName, PolicyName: 'AliyunKMSReadOnlyAccess', PolicyType: 'System' });
  expect(await codeOf('DeleteGroup', { GroupName })).toBe('DeleteConflict.Group.User');
  for (const { UserName } of await terraform.all('ListUsersForGroup', { GroupName }, usersOf)) {
    await post('RemoveUserFromGroup', { GroupName, UserName });
  }
  expect(await codeOf('DeleteGroup', { GroupName })).toBe('DeleteConflict.Group.Policy');
  for (const { PolicyName, PolicyType } of policiesOf(await post('ListPoliciesForGroup', { GroupName }))) {
    await post('DetachPolicyFromGroup', { GroupName, PolicyName, PolicyType });
  }
  await post('DeleteGroup', { GroupName });
  expect(await codeOf('GetGroup', { GroupName })).toBe('EntityNotExist.Group');
  expect(await codeOf('DeleteGroup', { GroupName })).toBe('EntityNotExist.Group');
  await post('DeleteUser', { UserName: 'tf-member' });
});

test('alicloud_ram_group_membership and alicloud_ram_user_group_attachment: members come and go', async () => {
  const GroupName = 'tf-members';
  await post('CreateGroup', { GroupName });
  for (const UserName of ['tf-a', 'tf-b', 'tf-c']) await post('CreateUser', { UserName });
  const members = async () => usersOf(await older('ListUsersForGroup', { GroupName })).map(it => it.UserName);
  for (const UserName of ['tf-a', 'tf-b']) await older('AddUserToGroup', { UserName, GroupName });
  expect((await members()).sort()).toEqual(['tf-a', 'tf-b']);
  await older('RemoveUserFromGroup', { UserName: 'tf-a', GroupName });
  await older('AddUserToGroup', { UserName: 'tf-c', GroupName });
  expect((await members()).sort()).toEqual(['tf-b', 'tf-c']);

  // The attachment goes through all pages, and takes a membership that is there for its own.
  await post('AddUserToGroup', { UserName: 'tf-a', GroupName });
  expect(await codeOf('AddUserToGroup', { UserName: 'tf-a', GroupName })).toBe('EntityAlreadyExists.User.Group');
  const all = await terraform.all('ListUsersForGroup', { GroupName, MaxItems: 1 }, usersOf);
  expect(all.map(it => it.UserName)).toContain('tf-a');
  for (const UserName of ['tf-a', 'tf-b', 'tf-c']) await post('RemoveUserFromGroup', { UserName, GroupName });
  expect(await codeOf('RemoveUserFromGroup', { UserName: 'tf-a', GroupName })).toBe('EntityNotExist.User.Group');
  await post('DeleteGroup', { GroupName });
  expect(await codeOf('RemoveUserFromGroup', { UserName: 'tf-a', GroupName })).toBe('EntityNotExist.Group');
});

test.each([
  ['User', 'alicloud_ram_user_policy_attachment', { UserName: 'tf-attached' }],
  ['Group', 'alicloud_ram_group_policy_attachment', { GroupName: 'tf-attached' }],
  ['Role', 'alicloud_ram_role_policy_attachment', { RoleName: 'tf-attached' }],
] as const)('%s: %s is made, read and gone with the codes that mean it', async (kind, _resource, name) => {
  const trust = {
    Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: ['ecs.aliyuncs.com'] } }],
  };
  const AssumeRolePolicyDocument = JSON.stringify({ ...trust, Version: '1' });
  await post(`Create${kind}`, { ...name, ...(kind === 'Role' && { AssumeRolePolicyDocument }) });
  const PolicyDocument = JSON.stringify({
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource: '*' }],
  });
  const PolicyName = `tf-for-${kind}`;
  await post('CreatePolicy', { PolicyName, PolicyDocument });
  const attachment = { ...name, PolicyName, PolicyType: 'Custom' };
  await post(`AttachPolicyTo${kind}`, attachment);
  const attached = async () =>
    policiesOf(await post(`ListPoliciesFor${kind}`, name)).map(it => [it.PolicyName, it.PolicyType]);
  expect(await attached()).toEqual([[PolicyName, 'Custom']]);
  await post(`DetachPolicyFrom${kind}`, attachment);
  expect(await attached()).toEqual([]);
  expect(await codeOf(`DetachPolicyFrom${kind}`, attachment)).toBe(`EntityNotExist.${kind}.Policy`);
  await post(`Delete${kind}`, name);
  expect(await codeOf(`ListPoliciesFor${kind}`, name)).toBe(`EntityNotExist.${kind}`);
  expect(await codeOf(`DetachPolicyFrom${kind}`, attachment)).toBe(`EntityNotExist.${kind}`);
});
