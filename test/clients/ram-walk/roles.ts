/** Roles and what is attached to them. */
import { expect } from 'vitest';
import { codeOf } from '../code-of.js';
import { type Calls, time, trusting } from './scene.js';

export async function walkRoles({ ram }: Calls, name: string, accountId: string): Promise<void> {
  const RoleName = `${name}-role`;
  const Arn = `acs:ram::${accountId}:role/${RoleName}`;
  const trust = trusting({ RAM: [`acs:ram::${accountId}:root`] });
  const { Role: made } = await ram('CreateRole', {
    RoleName,
    AssumeRolePolicyDocument: trust,
    Description: '部署',
    MaxSessionDuration: 7200,
    Tag: [{ Key: 'owner', Value: 'alice' }],
  });
  expect(made).toMatchObject({ RoleName, Arn, AssumeRolePolicyDocument: trust, MaxSessionDuration: 7200 });
  const changed = trusting({ Service: ['ecs.aliyuncs.com'] });
  await ram('UpdateRole', {
    RoleName,
    NewAssumeRolePolicyDocument: changed,
    NewDescription: '发布',
    NewMaxSessionDuration: 3600,
  });
  const { Role } = await ram('GetRole', { RoleName });
  expect(Role).toMatchObject({
    AssumeRolePolicyDocument: changed,
    Description: '发布',
    MaxSessionDuration: 3600,
    UpdateDate: time,
  });
  const { Roles } = await ram('ListRoles', { MaxItems: 100 });
  expect(Roles).toMatchObject({ Role: expect.arrayContaining([expect.objectContaining({ RoleName, Arn })]) });

  const policy = { PolicyName: 'AliyunKMSReadOnlyAccess', PolicyType: 'System' };
  await ram('AttachPolicyToRole', { ...policy, RoleName });
  expect(await ram('ListPoliciesForRole', { RoleName })).toMatchObject({
    Policies: { Policy: [{ ...policy, AttachDate: time }] },
  });
  expect((await ram('ListEntitiesForPolicy', policy)).Roles).toMatchObject({ Role: [{ RoleName, Arn }] });
  expect(await codeOf(ram('DeleteRole', { RoleName }))).toBe('DeleteConflict.Role.Policy');
  await ram('DetachPolicyFromRole', { ...policy, RoleName });
  await ram('DeleteRole', { RoleName });
  expect(await codeOf(ram('GetRole', { RoleName }))).toBe('EntityNotExist.Role');
}
