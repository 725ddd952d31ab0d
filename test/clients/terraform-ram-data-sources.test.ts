/** What the vendor's Terraform provider asks for its data sources of RAM, IMS and STS, call by call, and what it is refused. */
import { beforeAll, expect, test } from 'vitest';
import { useTestServer } from '../use-test-server.js';
import type { Answer } from './certificate-line.js';
import { IMS, RAM, STS, TerraformCalls } from './terraform-calls.js';

/** Of every list, but for users and groups. */
const PAGE_SIZE = 50;
const server = useTestServer();
const terraform = new TerraformCalls(() => server);
const post = (action: string, parameters: Answer = {}) => terraform.post(RAM, action, parameters);

const usersOf = (body: Answer) => (body.Users as { User: Answer[] }).User;
const groupsOf = (body: Answer) => (body.Groups as { Group: Answer[] }).Group;
const rolesOf = (body: Answer) => (body.Roles as { Role: Answer[] }).Role;
const policiesOf = (body: Answer) => (body.Policies as { Policy: Answer[] }).Policy;
const names = (items: readonly Answer[], member: string) => items.map(it => it[member]).sort();
const tags = (key: string, value: string) => JSON.stringify([{ Key: key, Value: value }]);

const policy = { PolicyName: 'tf-policy', PolicyType: 'Custom' };
beforeAll(async () => {
  const document = { Version: '1', Statement: [{ Effect: 'Allow', Action: ['kms:*'], Resource: ['*'] }] };
  await post('CreatePolicy', { ...policy, PolicyDocument: JSON.stringify(document), Tag: tags('made', 'here') });
  const trust = {
    Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: ['ecs.aliyuncs.com'] } }],
  };
  const AssumeRolePolicyDocument = JSON.stringify({ ...trust, Version: '1' });
  for (const name of ['tf-a', 'tf-b']) {
    await post('CreateUser', { UserName: name });
    await post('CreateGroup', { GroupName: name });
    await post('CreateRole', { RoleName: name, AssumeRolePolicyDocument, Tag: tags('of', name) });
  }
  await post('AddUserToGroup', { UserName: 'tf-a', GroupName: 'tf-a' });
  await post('AttachPolicyToUser', { ...policy, UserName: 'tf-a' });
  await post('AttachPolicyToGroup', { ...policy, GroupName: 'tf-b' });
  await post('AttachPolicyToRole', { ...policy, RoleName: 'tf-b' });
});

test('alicloud_ram_users and alicloud_ram_groups: all, those of each other and those of a policy', async () => {
  const all = (action: string, of: (body: Answer) => unknown) => terraform.all(action, { MaxItems: 1000 }, of, 'older');
  expect(names(await all('ListUsers', usersOf), 'UserName')).toEqual(['tf-a', 'tf-b']);
  expect(names(await all('ListGroups', groupsOf), 'GroupName')).toEqual(['tf-a', 'tf-b']);
  const members = await terraform.all('ListUsersForGroup', { GroupName: 'tf-a' }, usersOf, 'older');
  expect(names(members, 'UserName')).toEqual(['tf-a']);
  const groups = await terraform.post(RAM, 'ListGroupsForUser', { UserName: 'tf-a' }, 'older');
  expect(names(groupsOf(groups), 'GroupName')).toEqual(['tf-a']);
  const entities = await terraform.post(RAM, 'ListEntitiesForPolicy', policy, 'older');
  expect([names(usersOf(entities), 'UserName'), names(groupsOf(entities), 'GroupName')]).toEqual([['tf-a'], ['tf-b']]);
});

test('alicloud_ram_roles: with tags, of a policy, and each read again', async () => {
  const list = (more: Answer = {}) => terraform.all('ListRoles', { MaxItems: PAGE_SIZE, ...more }, rolesOf);
  expect(names(await list(), 'RoleName')).toEqual(['tf-a', 'tf-b']);
  expect(names(await list({ Tag: tags('of', 'tf-b') }), 'RoleName')).toEqual(['tf-b']);
  expect(names(rolesOf(await post('ListEntitiesForPolicy', policy)), 'RoleName')).toEqual(['tf-b']);
  for (const { RoleName, Arn } of await list()) {
    const { Role } = await post('GetRole', { RoleName });
    expect(Role).toMatchObject({ RoleName, Arn, AssumeRolePolicyDocument: expect.stringContaining('ecs') });
  }
});

test('alicloud_ram_policies: by kind, by tag, of a user, a group or a role, and each read again', async () => {
  const list = (more: Answer) => terraform.all('ListPolicies', { MaxItems: PAGE_SIZE, ...more }, policiesOf);
  expect(names(await list({ PolicyType: 'Custom' }), 'PolicyName')).toEqual(['tf-policy']);
  expect(names(await list({ Tag: tags('made', 'here') }), 'PolicyName')).toEqual(['tf-policy']);
  expect(await list({ Tag: tags('made', 'there') })).toEqual([]);
  for (const [kind, name] of [
    ['User', 'tf-a'],
    ['Group', 'tf-b'],
    ['Role', 'tf-b'],
  ]) {
    expect(policiesOf(await post(`ListPoliciesFor${kind}`, { [`${kind}Name`]: name }))).toMatchObject([policy]);
  }
  const { PolicyName, PolicyType, DefaultVersion } = (await list({ PolicyType: 'Custom' }))[0]!;
  const read = await post('GetPolicy', { PolicyName, PolicyType });
  expect(read.DefaultPolicyVersion).toMatchObject({ VersionId: DefaultVersion, PolicyDocument: expect.any(String) });
});

test('alicloud_ram_system_policys and alicloud_ram_role_policy_attachments', async () => {
  const system = await terraform.all('ListPolicies', { PolicyType: 'System', MaxResults: PAGE_SIZE }, policiesOf);
  expect(names(system, 'PolicyName')).toEqual(
    expect.arrayContaining(['AdministratorAccess', 'AliyunKMSReadOnlyAccess']),
  );
  expect(policiesOf(await post('ListPoliciesForRole', { RoleName: 'tf-b' }))).toMatchObject([policy]);
});

test('alicloud_ram_account_alias, alicloud_account and alicloud_caller_identity', async () => {
  expect(await post('GetAccountAlias')).toHaveProperty('AccountAlias');
  expect(await terraform.post(STS, 'GetCallerIdentity')).toMatchObject({
    AccountId: server.accountId,
    Arn: `acs:ram::${server.accountId}:root`,
    IdentityType: 'Account',
  });
});

test('alicloud_ims_oidc_providers: all pages', async () => {
  for (const name of ['tf-first', 'tf-second']) {
    await terraform.post(IMS, 'CreateOIDCProvider', {
      OIDCProviderName: name,
      IssuerUrl: `https://${name}.example.com`,
      Fingerprints: '0BBFAB97059595E8D1EC48E89EB8657C0E5AAE71',
      ClientIds: 'tf',
    });
  }
  const body = await terraform.post(IMS, 'ListOIDCProviders', { MaxResults: PAGE_SIZE });
  const { OIDCProvider } = body.OIDCProviders as { OIDCProvider: Answer[] };
  expect(names(OIDCProvider, 'OIDCProviderName')).toEqual(['tf-first', 'tf-second']);
  expect(body.NextToken ?? '').toBe('');
});

test.each([
  ['alicloud_ram_saml_provider', IMS, 'CreateSAMLProvider', 'InvalidAction.NotFound'],
  ['alicloud_ram_saml_providers', IMS, 'ListSAMLProviders', 'InvalidAction.NotFound'],
  ['alicloud_ram_access_key_policy', IMS, 'SetAccessKeyPolicy', 'InvalidAction.NotFound'],
  ['alicloud_resource_manager_service_linked_role', '2020-03-31', 'CreateServiceLinkedRole', 'InvalidAction.NotFound'],
  ['alicloud_ram_role_attachment', '2014-05-26', 'AttachInstanceRamRole', 'InvalidVersion'],
])('%s is refused', async (_name, version, action, code) => {
  expect(await terraform.codeOf(version, action)).toBe(code);
});
