/** The TypeScript packages for RAM and STS, signature V3: their models decode what the server answers. */

import { ClientError } from '@alicloud/openapi-core';
import * as ram from '@alicloud/ram20150501';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OfficialClients } from '../../demo/official-clients.js';
import { startTestServer, type TestServer } from '../server.js';
import { rootAccess } from './access.js';

let server: TestServer;
let root: OfficialClients;

beforeAll(async () => {
  server = await startTestServer();
  root = new OfficialClients(rootAccess(server));
});
afterAll(() => server.close());

const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const policyDocument = JSON.stringify({
  Version: '1',
  Statement: [{ Effect: 'Allow', Action: 'yundun-cert:Describe*', Resource: '*' }],
});

test('a user comes, is changed, is listed and goes', async () => {
  const { user } = body(
    await root.ram.createUser(new ram.CreateUserRequest({ userName: 'alice', displayName: '爱丽丝' })),
  );
  expect(user).toMatchObject({
    userName: 'alice',
    displayName: '爱丽丝',
    userId: expect.stringMatching(/^\d+$/),
    createDate: time,
  });
  await root.ram.updateUser(
    new ram.UpdateUserRequest({ userName: 'alice', newUserName: 'alice.new', newComments: 'a+b&c' }),
  );
  const found = body(await root.ram.getUser(new ram.GetUserRequest({ userName: 'alice.new' })));
  expect(found.user).toMatchObject({ userId: user?.userId, comments: 'a+b&c' });
  const { users, isTruncated } = body(await root.ram.listUsers(new ram.ListUsersRequest({ maxItems: 100 })));
  expect(users?.user?.map(({ userName }) => userName)).toContain('alice.new');
  expect(isTruncated).toBe(false);
  await root.ram.deleteUser(new ram.DeleteUserRequest({ userName: 'alice.new' }));
  await expect(root.ram.getUser(new ram.GetUserRequest({ userName: 'alice.new' }))).rejects.toMatchObject({
    code: 'EntityNotExist.User',
    statusCode: 404,
  });
});

test('an access key signs, is disabled, is listed and goes', async () => {
  await root.ram.createUser(new ram.CreateUserRequest({ userName: 'bob' }));
  const { accessKey } = body(await root.ram.createAccessKey(new ram.CreateAccessKeyRequest({ userName: 'bob' })));
  expect(accessKey).toMatchObject({ status: 'Active', createDate: time });
  const { accessKeyId = '', accessKeySecret = '' } = accessKey ?? {};
  const bob = new OfficialClients({ ...rootAccess(server), accessKeyId, accessKeySecret });
  expect(body(await bob.sts.getCallerIdentity())).toMatchObject({
    identityType: 'RAMUser',
    accountId: server.accountId,
    arn: `acs:ram::${server.accountId}:user/bob`,
  });
  const used = new ram.GetAccessKeyLastUsedRequest({ userName: 'bob', userAccessKeyId: accessKeyId });
  const { accessKeyLastUsed } = body(await root.ram.getAccessKeyLastUsed(used));
  expect(accessKeyLastUsed).toMatchObject({ lastUsedDate: time });

  const disable = { userName: 'bob', userAccessKeyId: accessKeyId, status: 'Inactive' };
  await root.ram.updateAccessKey(new ram.UpdateAccessKeyRequest(disable));
  await expect(bob.sts.getCallerIdentity()).rejects.toMatchObject({ code: 'InvalidAccessKeyId.Inactive' });
  const { accessKeys } = body(await root.ram.listAccessKeys(new ram.ListAccessKeysRequest({ userName: 'bob' })));
  expect(accessKeys?.accessKey).toMatchObject([{ accessKeyId, status: 'Inactive' }]);
  await root.ram.deleteAccessKey(new ram.DeleteAccessKeyRequest({ userName: 'bob', userAccessKeyId: accessKeyId }));
  await expect(bob.sts.getCallerIdentity()).rejects.toMatchObject({ code: 'InvalidAccessKeyId.NotFound' });
});

test('a policy is made, attached, seen from both ends, detached and deleted', async () => {
  await root.ram.createUser(new ram.CreateUserRequest({ userName: 'carol' }));
  const policy = { policyName: 'read-certificates', policyType: 'Custom' };
  const made = body(
    await root.ram.createPolicy(new ram.CreatePolicyRequest({ policyName: policy.policyName, policyDocument })),
  );
  expect(made.policy).toMatchObject({ ...policy, defaultVersion: 'v1', createDate: time });
  const found = body(await root.ram.getPolicy(new ram.GetPolicyRequest(policy)));
  expect(found).toMatchObject({ policy, defaultPolicyVersion: { policyDocument, isDefaultVersion: true } });

  const version = new ram.CreatePolicyVersionRequest({
    policyName: policy.policyName,
    policyDocument,
    setAsDefault: true,
  });
  const { policyVersion } = body(await root.ram.createPolicyVersion(version));
  expect(policyVersion).toMatchObject({ versionId: 'v2', isDefaultVersion: true, policyDocument, createDate: time });
  const versions = body(await root.ram.listPolicyVersions(new ram.ListPolicyVersionsRequest(policy)));
  expect(versions.policyVersions?.policyVersion).toMatchObject([
    { versionId: 'v1', isDefaultVersion: false, policyDocument },
    { versionId: 'v2', isDefaultVersion: true },
  ]);
  const first = { policyName: policy.policyName, versionId: 'v1' };
  await root.ram.setDefaultPolicyVersion(new ram.SetDefaultPolicyVersionRequest(first));
  const got = body(await root.ram.getPolicyVersion(new ram.GetPolicyVersionRequest({ ...policy, versionId: 'v1' })));
  expect(got.policyVersion).toMatchObject({ isDefaultVersion: true, policyDocument });
  await root.ram.deletePolicyVersion(new ram.DeletePolicyVersionRequest({ ...first, versionId: 'v2' }));
  const described = { policyName: policy.policyName, newDescription: '只读' };
  const updated = body(await root.ram.updatePolicyDescription(new ram.UpdatePolicyDescriptionRequest(described)));
  expect(updated.policy).toMatchObject({ description: '只读', defaultVersion: 'v1', updateDate: time });

  const tagged = { resourceType: 'policy', resourceNames: [policy.policyName] };
  const tags = [new ram.TagResourcesRequestTag({ key: 'owner', value: '爱丽丝' })];
  await root.ram.tagResources(new ram.TagResourcesRequest({ ...tagged, tag: tags }));
  const listed = body(await root.ram.listTagResources(new ram.ListTagResourcesRequest(tagged)));
  expect(listed.tagResources).toMatchObject([
    { resourceType: 'policy', resourceName: policy.policyName, tagKey: 'owner', tagValue: '爱丽丝' },
  ]);
  await root.ram.untagResources(new ram.UntagResourcesRequest({ ...tagged, tagKeys: ['owner'] }));
  expect(body(await root.ram.listTagResources(new ram.ListTagResourcesRequest(tagged))).tagResources ?? []).toEqual([]);

  const attachment = { ...policy, userName: 'carol' };
  await root.ram.attachPolicyToUser(new ram.AttachPolicyToUserRequest(attachment));
  const attached = body(await root.ram.listPoliciesForUser(new ram.ListPoliciesForUserRequest({ userName: 'carol' })));
  expect(attached.policies?.policy).toMatchObject([{ ...policy, attachDate: time }]);
  const entities = body(await root.ram.listEntitiesForPolicy(new ram.ListEntitiesForPolicyRequest(policy)));
  expect(entities.users?.user).toMatchObject([{ userName: 'carol', attachDate: time }]);

  const inUse = root.ram.deletePolicy(new ram.DeletePolicyRequest({ policyName: policy.policyName }));
  await expect(inUse).rejects.toMatchObject({ code: 'DeleteConflict.Policy.User', statusCode: 409 });
  await root.ram.detachPolicyFromUser(new ram.DetachPolicyFromUserRequest(attachment));
  await root.ram.deletePolicy(new ram.DeletePolicyRequest({ policyName: policy.policyName }));
  const { policies } = body(await root.ram.listPolicies(new ram.ListPoliciesRequest({ policyType: 'Custom' })));
  expect(policies?.policy ?? []).toEqual([]);
});

test('a group is made, has members and policies, is changed, and goes when it has none', async () => {
  const groupName = 'developers';
  const { group } = body(await root.ram.createGroup(new ram.CreateGroupRequest({ groupName, comments: '开发' })));
  expect(group).toMatchObject({ groupName, comments: '开发', groupId: expect.stringMatching(/^g-/), createDate: time });
  await root.ram.createUser(new ram.CreateUserRequest({ userName: 'erin' }));
  const { accessKey } = body(await root.ram.createAccessKey(new ram.CreateAccessKeyRequest({ userName: 'erin' })));
  const { accessKeyId = '', accessKeySecret = '' } = accessKey ?? {};
  const erin = new OfficialClients({ ...rootAccess(server), accessKeyId, accessKeySecret });
  await expect(erin.ram.listUsers(new ram.ListUsersRequest({}))).rejects.toMatchObject({ code: 'NoPermission' });

  const membership = { groupName, userName: 'erin' };
  await root.ram.addUserToGroup(new ram.AddUserToGroupRequest(membership));
  const attachment = { groupName, policyName: 'AliyunRAMReadOnlyAccess', policyType: 'System' };
  await root.ram.attachPolicyToGroup(new ram.AttachPolicyToGroupRequest(attachment));
  body(await erin.ram.listUsers(new ram.ListUsersRequest({})));
  const again = root.ram.addUserToGroup(new ram.AddUserToGroupRequest(membership));
  await expect(again).rejects.toMatchObject({ code: 'EntityAlreadyExists.User.Group', statusCode: 409 });

  const members = body(await root.ram.listUsersForGroup(new ram.ListUsersForGroupRequest({ groupName })));
  expect(members).toMatchObject({ isTruncated: false, users: { user: [{ userName: 'erin', joinDate: time }] } });
  const joined = body(await root.ram.listGroupsForUser(new ram.ListGroupsForUserRequest({ userName: 'erin' })));
  expect(joined.groups?.group).toMatchObject([{ groupId: group?.groupId, groupName, joinDate: time }]);
  const attached = body(await root.ram.listPoliciesForGroup(new ram.ListPoliciesForGroupRequest({ groupName })));
  expect(attached.policies?.policy).toMatchObject([{ policyName: attachment.policyName, attachDate: time }]);
  const entities = body(await root.ram.listEntitiesForPolicy(new ram.ListEntitiesForPolicyRequest(attachment)));
  expect(entities.groups?.group).toMatchObject([{ groupName, comments: '开发', attachDate: time }]);

  await root.ram.updateGroup(new ram.UpdateGroupRequest({ groupName, newComments: 'who write code' }));
  const found = body(await root.ram.getGroup(new ram.GetGroupRequest({ groupName })));
  expect(found.group).toMatchObject({ comments: 'who write code', updateDate: time });
  const { groups } = body(await root.ram.listGroups(new ram.ListGroupsRequest({ maxItems: 10 })));
  expect(groups?.group?.map(it => it.groupName)).toEqual([groupName]);

  const deletion = () => root.ram.deleteGroup(new ram.DeleteGroupRequest({ groupName }));
  await expect(deletion()).rejects.toMatchObject({ code: 'DeleteConflict.Group.User' });
  await root.ram.removeUserFromGroup(new ram.RemoveUserFromGroupRequest(membership));
  await expect(deletion()).rejects.toMatchObject({ code: 'DeleteConflict.Group.Policy' });
  await root.ram.detachPolicyFromGroup(new ram.DetachPolicyFromGroupRequest(attachment));
  await deletion();
});

test('a role is made, has policies and tags, is changed and goes', async () => {
  const roleName = 'deploy';
  const assumeRolePolicyDocument = JSON.stringify({
    Version: '1',
    Statement: [
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: [`acs:ram::${server.accountId}:root`] } },
    ],
  });
  const tag = [new ram.CreateRoleRequestTag({ key: 'owner', value: 'alice' })];
  const asked = { roleName, assumeRolePolicyDocument, description: '部署', maxSessionDuration: 7200, tag };
  const { role } = body(await root.ram.createRole(new ram.CreateRoleRequest(asked)));
  const arn = `acs:ram::${server.accountId}:role/deploy`;
  expect(role).toMatchObject({ roleName, arn, assumeRolePolicyDocument, maxSessionDuration: 7200, createDate: time });
  const attachment = { roleName, policyName: 'AliyunKMSReadOnlyAccess', policyType: 'System' };
  await root.ram.attachPolicyToRole(new ram.AttachPolicyToRoleRequest(attachment));
  const attached = body(await root.ram.listPoliciesForRole(new ram.ListPoliciesForRoleRequest({ roleName })));
  expect(attached.policies?.policy).toMatchObject([{ policyName: attachment.policyName, attachDate: time }]);
  const entities = body(await root.ram.listEntitiesForPolicy(new ram.ListEntitiesForPolicyRequest(attachment)));
  expect(entities.roles?.role).toMatchObject([{ roleId: role?.roleId, arn, attachDate: time }]);
  await root.ram.updateRole(new ram.UpdateRoleRequest({ roleName, newDescription: '发布' }));
  const found = body(await root.ram.getRole(new ram.GetRoleRequest({ roleName })));
  expect(found.role).toMatchObject({ description: '发布', assumeRolePolicyDocument, updateDate: time });
  const tagged = body(
    await root.ram.listTagResources(
      new ram.ListTagResourcesRequest({ resourceType: 'role', resourceNames: [roleName] }),
    ),
  );
  expect(tagged.tagResources).toMatchObject([{ resourceName: roleName, tagKey: 'owner', tagValue: 'alice' }]);
  const { roles } = body(await root.ram.listRoles(new ram.ListRolesRequest({ maxItems: 10 })));
  expect(roles?.role).toMatchObject([{ roleName, tags: { tag: [{ tagKey: 'owner' }] } }]);
  const deletion = () => root.ram.deleteRole(new ram.DeleteRoleRequest({ roleName }));
  await expect(deletion()).rejects.toMatchObject({ code: 'DeleteConflict.Role.Policy' });
  await root.ram.detachPolicyFromRole(new ram.DetachPolicyFromRoleRequest(attachment));
  await deletion();
});

test('the account learns who it is', async () => {
  expect(body(await root.sts.getCallerIdentity())).toMatchObject({
    identityType: 'Account',
    accountId: server.accountId,
    userId: server.accountId,
    arn: `acs:ram::${server.accountId}:root`,
  });
});

test('a user without a policy is denied with a ClientError that tells what was denied', async () => {
  await root.ram.createUser(new ram.CreateUserRequest({ userName: 'dave' }));
  const { accessKey } = body(await root.ram.createAccessKey(new ram.CreateAccessKeyRequest({ userName: 'dave' })));
  const { accessKeyId = '', accessKeySecret = '' } = accessKey ?? {};
  const dave = new OfficialClients({ ...rootAccess(server), accessKeyId, accessKeySecret });
  const error = await dave.ram.listUsers(new ram.ListUsersRequest({})).catch((it: unknown) => it);
  expect(error).toBeInstanceOf(ClientError);
  expect(error).toMatchObject({
    code: 'NoPermission',
    statusCode: 403,
    accessDeniedDetail: { AuthAction: 'ram:ListUsers', NoPermissionType: 'ImplicitDeny', AuthPrincipalType: 'SubUser' },
  });
});

function body<T>(response: { readonly body?: T; readonly statusCode?: number }): T {
  expect(response.statusCode).toBe(200);
  return response.body as T;
}
