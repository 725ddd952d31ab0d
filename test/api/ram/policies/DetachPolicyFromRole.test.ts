import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, error, invalid, missing, noPolicy, refused } from '../calls.js';
import { newRole, noRole, ofService } from '../roles/trust.js';

const notAttached = error(
  'EntityNotExist.Role.Policy',
  'The indicate policy attached to the role does not exist.',
  404,
);

describe('DetachPolicyFromRole', () => {
  const server = useTestServer();

  test('takes only the attachment with the scope that is given', async () => {
    await newRole(server, 'scoped');
    const policy = { RoleName: 'scoped', PolicyName: 'AdministratorAccess', PolicyType: 'System' };
    await answer(server.root, 'AttachPolicyToRole', { ...policy, ResourceGroupId: 'rg-1' });
    await refused(server.root, 'DetachPolicyFromRole', policy, notAttached);
    await answer(server.root, 'AttachPolicyToRole', policy);
    await answer(server.root, 'DetachPolicyFromRole', { ...policy, ResourceGroupId: 'rg-1' });
    await answer(server.root, 'DetachPolicyFromRole', { ...policy, ResourceGroupId: server.accountId });
    await answer(server.root, 'DeleteRole', { RoleName: 'scoped' });
  });

  test('leaves the same policy of a user', async () => {
    await answer(server.root, 'CreateUser', { UserName: 'same' });
    await newRole(server, 'same');
    const policy = { PolicyName: 'AdministratorAccess', PolicyType: 'System' };
    await answer(server.root, 'AttachPolicyToUser', { UserName: 'same', ...policy });
    await refused(server.root, 'DetachPolicyFromRole', { RoleName: 'same', ...policy }, notAttached);
    await answer(server.root, 'DetachPolicyFromUser', { UserName: 'same', ...policy });
  });

  test('refuses by name', async () => {
    await newRole(server, 'ours');
    const whole = { RoleName: 'ours', PolicyName: 'AdministratorAccess', PolicyType: 'System' };
    await answer(server.root, 'AttachPolicyToRole', whole);
    for (const name of ['RoleName', 'PolicyName', 'PolicyType']) {
      await refused(server.root, 'DetachPolicyFromRole', { ...whole, [name]: undefined }, missing(name));
    }
    await refused(server.root, 'DetachPolicyFromRole', { ...whole, RoleName: 'nothing' }, noRole);
    await refused(server.root, 'DetachPolicyFromRole', { ...whole, PolicyName: 'nothing' }, noPolicy);
    await refused(server.root, 'DetachPolicyFromRole', { ...whole, PolicyType: 'Any' }, invalid('PolicyType'));
    await refused(server.otherAccount, 'DetachPolicyFromRole', whole, noRole);
    await answer(server.otherAccount, 'CreateRole', { RoleName: 'ours', AssumeRolePolicyDocument: ofService });
    await refused(server.otherAccount, 'DetachPolicyFromRole', whole, notAttached);
    expect(await answer(server.root, 'ListPoliciesForRole', { RoleName: 'ours' })).toMatchObject({
      Policies: { Policy: [{ PolicyName: 'AdministratorAccess' }] },
    });
  });
});
