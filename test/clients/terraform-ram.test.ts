/**
 * What the vendor's Terraform provider does for `alicloud_ram_policy` and `alicloud_ram_role`, call by call, as its published sources tell: every
 * call signed V1 with HMAC-SHA1, everything in the form body. It reads the tags after each step, takes a version away before it
 * makes a sixth, and detaches what is attached before it deletes.
 */
import { expect, test } from 'vitest';
import { useTestServer } from '../use-test-server.js';
import type { Answer } from './certificate-line.js';
import { RAM, TerraformCalls } from './terraform-calls.js';

const server = useTestServer();
const terraform = new TerraformCalls(() => server);
const send = (action: string, parameters: Answer) => terraform.send(RAM, action, parameters);
const post = (action: string, parameters: Answer) => terraform.post(RAM, action, parameters);

/** What a resource reads of tags after each step. */
async function tagsOf(ResourceType: string, name: string): Promise<Answer> {
  const { TagResources } = await post('ListTagResources', { ResourceType, ResourceNames: JSON.stringify([name]) });
  return Object.fromEntries((TagResources as Record<string, string>[]).map(tag => [tag.TagKey, tag.TagValue]));
}

async function readPolicy(PolicyName: string): Promise<Answer | undefined> {
  const { status, body } = await send('GetPolicy', { PolicyName, PolicyType: 'Custom' });
  if (status !== 200) {
    expect([status, body.Code]).toEqual([404, 'EntityNotExist.Policy']);
    return undefined;
  }
  const { PolicyDocument, VersionId } = body.DefaultPolicyVersion as Answer;
  const { Description } = body.Policy as Answer;
  return { PolicyDocument, VersionId, Description, tags: await tagsOf('policy', PolicyName) };
}

const allow = (Action: string) =>
  JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action: [Action], Resource: ['*'] }] });

test('alicloud_ram_policy: made with tags, changed more often than there are versions, and destroyed by force', async () => {
  const PolicyName = 'tf-policy';
  const first = { PolicyName, PolicyDocument: allow('kms:ListKeys'), Description: 'by Terraform' };
  await post('CreatePolicy', { ...first, Tag: JSON.stringify([{ Key: 'Created', Value: 'TF' }]) });
  const { PolicyName: _, ...read } = first;
  expect(await readPolicy(PolicyName)).toEqual({ ...read, VersionId: 'v1', tags: { Created: 'TF' } });

  for (let n = 2; n <= 8; n++) {
    const PolicyDocument = allow(`kms:List${n}`);
    const RotateStrategy = 'DeleteOldestNonDefaultVersionWhenLimitExceeded';
    await post('CreatePolicyVersion', { PolicyName, PolicyDocument, SetAsDefault: 'true', RotateStrategy });
    expect(await readPolicy(PolicyName)).toEqual({
      ...read,
      PolicyDocument,
      VersionId: `v${n}`,
      tags: { Created: 'TF' },
    });
  }
  await post('UpdatePolicyDescription', { PolicyName, NewDescription: 'changed' });
  const named = { ResourceType: 'policy', ResourceNames: JSON.stringify([PolicyName]) };
  await post('UntagResources', { ...named, 'TagKey.1': 'Created', TagKeys: '["Created"]' });
  await post('TagResources', { ...named, Tag: JSON.stringify([{ Key: 'For', Value: 'acceptance' }]) });
  expect(await readPolicy(PolicyName)).toMatchObject({ Description: 'changed', tags: { For: 'acceptance' } });

  await post('CreateGroup', { GroupName: 'tf-group' });
  await post('CreateUser', { UserName: 'tf-user' });
  const policy = { PolicyName, PolicyType: 'Custom' };
  await post('AttachPolicyToGroup', { GroupName: 'tf-group', ...policy });
  await post('AttachPolicyToUser', { UserName: 'tf-user', ...policy });
  const { Users, Groups } = await post('ListEntitiesForPolicy', policy);
  for (const { UserName } of (Users as { User: Answer[] }).User) {
    expect((await send('DeletePolicy', { PolicyName })).body.Code).toBe('DeleteConflict.Policy.User');
    await post('DetachPolicyFromUser', { UserName, ...policy });
  }
  for (const { GroupName } of (Groups as { Group: Answer[] }).Group) {
    expect((await send('DeletePolicy', { PolicyName })).body.Code).toBe('DeleteConflict.Policy.Group');
    await post('DetachPolicyFromGroup', { GroupName, ...policy });
  }
  const { PolicyVersions } = await post('ListPolicyVersions', policy);
  const versions = (PolicyVersions as { PolicyVersion: Answer[] }).PolicyVersion;
  expect(versions).toHaveLength(5);
  for (const { VersionId, IsDefaultVersion } of versions) {
    if (IsDefaultVersion === false) await post('DeletePolicyVersion', { PolicyName, VersionId });
  }
  await post('DeletePolicy', { PolicyName });
  expect(await readPolicy(PolicyName)).toBeUndefined();
  expect(await tagsOf('policy', PolicyName)).toEqual({});
});

test('alicloud_ram_role and its attachment: read back letter for letter, and gone with the codes that mean it', async () => {
  const RoleName = 'tf-role';
  const document = (service: string) =>
    JSON.stringify({
      Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: [service] } }],
      Version: '1',
    });
  const AssumeRolePolicyDocument = document('ecs.aliyuncs.com');
  await post('CreateRole', { RoleName, AssumeRolePolicyDocument, MaxSessionDuration: '3600', Description: 'd' });
  const { Role } = await post('GetRole', { RoleName });
  expect(Role).toMatchObject({ RoleName, AssumeRolePolicyDocument, MaxSessionDuration: 3600, Description: 'd' });
  expect(await tagsOf('role', RoleName)).toEqual({});

  await post('UpdateRole', { RoleName, NewAssumeRolePolicyDocument: document('fc.aliyuncs.com') });
  await post('UpdateRole', { RoleName, NewMaxSessionDuration: '7200', NewDescription: 'e' });
  expect((await post('GetRole', { RoleName })).Role).toMatchObject({
    AssumeRolePolicyDocument: document('fc.aliyuncs.com'),
    MaxSessionDuration: 7200,
    Description: 'e',
  });

  const attachment = { RoleName, PolicyName: 'AliyunKMSReadOnlyAccess', PolicyType: 'System' };
  await post('AttachPolicyToRole', attachment);
  const { Policies } = await post('ListPoliciesForRole', { RoleName });
  expect(Policies).toMatchObject({ Policy: [{ PolicyName: 'AliyunKMSReadOnlyAccess' }] });
  expect((await send('DeleteRole', { RoleName })).body.Code).toBe('DeleteConflict.Role.Policy');
  await post('DetachPolicyFromRole', attachment);
  expect((await send('DetachPolicyFromRole', attachment)).body.Code).toBe('EntityNotExist.Role.Policy');
  await post('DeleteRole', { RoleName });
  expect((await send('GetRole', { RoleName })).body.Code).toBe('EntityNotExist.Role');
});
