/** Custom policies, their versions and their tags. */
import { expect } from 'vitest';
import type { Answer } from '../certificate-line.js';
import { codeOf } from '../code-of.js';
import { allow, type Calls, time } from './scene.js';

export async function walkPolicies({ ram }: Calls, name: string): Promise<void> {
  const PolicyName = `${name}-policy`;
  const policy = { PolicyName, PolicyType: 'Custom' };
  const [first, second] = [allow('kms:List*'), allow('kms:Describe*')];
  const Tag = [{ Key: 'team', Value: 'a b' }];
  const made = await ram('CreatePolicy', { PolicyName, PolicyDocument: first, Description: '只读', Tag });
  expect(made.Policy).toMatchObject({ ...policy, DefaultVersion: 'v1', Description: '只读', CreateDate: time });

  const version = await ram('CreatePolicyVersion', { PolicyName, PolicyDocument: second, SetAsDefault: true });
  expect(version.PolicyVersion).toMatchObject({ VersionId: 'v2', IsDefaultVersion: true, PolicyDocument: second });
  expect((await ram('ListPolicyVersions', policy)).PolicyVersions).toMatchObject({
    PolicyVersion: [{ VersionId: 'v1', IsDefaultVersion: false }, { VersionId: 'v2' }],
  });
  await ram('SetDefaultPolicyVersion', { PolicyName, VersionId: 'v1' });
  const got = await ram('GetPolicyVersion', { ...policy, VersionId: 'v1' });
  expect(got.PolicyVersion).toMatchObject({ IsDefaultVersion: true, PolicyDocument: first, CreateDate: time });
  await ram('DeletePolicyVersion', { PolicyName, VersionId: 'v2' });
  await ram('UpdatePolicyDescription', { PolicyName, NewDescription: 'reads' });
  expect(await ram('GetPolicy', policy)).toMatchObject({
    Policy: { ...policy, Description: 'reads', DefaultVersion: 'v1', UpdateDate: time },
    DefaultPolicyVersion: { VersionId: 'v1', IsDefaultVersion: true, PolicyDocument: first },
  });
  expect(await ram('ListPolicies', { PolicyType: 'Custom', MaxItems: 100 })).toMatchObject({
    Policies: { Policy: expect.arrayContaining([expect.objectContaining({ PolicyName })]) },
  });

  await walkTags(ram, PolicyName);
  await ram('DeletePolicy', { PolicyName });
  expect(await codeOf(ram('GetPolicy', policy))).toBe('EntityNotExist.Policy');
}

async function walkTags(ram: Calls['ram'], PolicyName: string): Promise<void> {
  const named = { ResourceType: 'policy', ResourceNames: [PolicyName] };
  const tagsOf = async () => {
    const { TagResources = [] } = await ram('ListTagResources', named);
    return (TagResources as Answer[]).map(({ TagKey, TagValue }) => [TagKey, TagValue]);
  };
  await ram('TagResources', { ...named, Tag: [{ Key: 'stage', Value: 'test' }] });
  expect((await tagsOf()).sort()).toEqual([
    ['stage', 'test'],
    ['team', 'a b'],
  ]);
  await ram('UntagResources', { ...named, TagKeys: ['team', 'stage'] });
  expect(await tagsOf()).toEqual([]);
}
