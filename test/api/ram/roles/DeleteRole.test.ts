import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, error, missing, refused } from '../calls.js';
import { newRole, noRole } from './trust.js';

const hasPolicies = error(
  'DeleteConflict.Role.Policy',
  'The role CAN NOT has any attached policy while deleting the role.',
  409,
);

describe('DeleteRole', () => {
  const server = useTestServer();

  test('deletes a role with its tags, whose name is free again and whose id is not used again', async () => {
    const first = (await newRole(server, 'Gone', { Tag: '[{"Key":"k"}]' })).Role as { RoleId: string };
    expect(await answer(server.root, 'DeleteRole', { RoleName: 'gONE' })).toEqual({});
    await refused(server.root, 'GetRole', { RoleName: 'Gone' }, noRole);
    await refused(server.root, 'DeleteRole', { RoleName: 'Gone' }, noRole);
    const second = (await newRole(server, 'Gone')).Role as { RoleId: string };
    expect(second.RoleId).not.toBe(first.RoleId);
    expect(await answer(server.root, 'ListTagResources', { ResourceType: 'role' })).toEqual({ TagResources: [] });
  });

  test('refuses while policies are attached, with whatever scope, and so does DeletePolicy', async () => {
    await newRole(server, 'used');
    const PolicyDocument = '{"Version":"1","Statement":[{"Effect":"Allow","Action":"kms:*","Resource":"*"}]}';
    await answer(server.root, 'CreatePolicy', { PolicyName: 'Used', PolicyDocument });
    const policy = { RoleName: 'used', PolicyType: 'Custom', PolicyName: 'Used', ResourceGroupId: 'rg-1' };
    await answer(server.root, 'AttachPolicyToRole', policy);
    await refused(server.root, 'DeleteRole', { RoleName: 'used' }, hasPolicies);
    await refused(server.root, 'DeletePolicy', { PolicyName: 'Used' }, hasPolicies);
    await answer(server.root, 'DetachPolicyFromRole', policy);
    await answer(server.root, 'DeleteRole', { RoleName: 'used' });
    await answer(server.root, 'DeletePolicy', { PolicyName: 'Used' });
  });

  test('refuses by name', async () => {
    await newRole(server, 'stays');
    await refused(server.root, 'DeleteRole', {}, missing('RoleName'));
    await refused(server.root, 'DeleteRole', { RoleName: 'nothing' }, noRole);
    await refused(server.otherAccount, 'DeleteRole', { RoleName: 'stays' }, noRole);
    await answer(server.root, 'GetRole', { RoleName: 'stays' });
  });
});
