import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, error, invalid, missing, noGroup, noPolicy, policyDocument, refused } from '../calls.js';

const notAttached = error(
  'EntityNotExist.Group.Policy',
  'The indicate policy attached to the group does not exist.',
  404,
);

describe('DetachPolicyFromGroup', () => {
  const server = useTestServer();

  test('takes the permissions from the members for the next request', async () => {
    const alice = await server.user('alice');
    await answer(server.root, 'CreateGroup', { GroupName: 'team' });
    await answer(server.root, 'AddUserToGroup', { UserName: 'alice', GroupName: 'team' });
    await answer(server.root, 'CreatePolicy', {
      PolicyName: 'Lister',
      PolicyDocument: policyDocument('ram:ListUsers'),
    });
    const policy = { GroupName: 'team', PolicyName: 'Lister', PolicyType: 'Custom' };
    await answer(server.root, 'AttachPolicyToGroup', policy);
    await answer(alice, 'ListUsers');
    expect(
      await answer(server.root, 'DetachPolicyFromGroup', { ...policy, GroupName: 'TEAM', PolicyName: 'LISTER' }),
    ).toEqual({});
    expect((await alice.call('2015-05-01', 'ListUsers')).status).toBe(403);
    await refused(server.root, 'DetachPolicyFromGroup', policy, notAttached);
  });

  test('takes only the attachment with the scope that is given', async () => {
    await answer(server.root, 'CreateGroup', { GroupName: 'scoped' });
    const policy = { GroupName: 'scoped', PolicyName: 'AdministratorAccess', PolicyType: 'System' };
    await answer(server.root, 'AttachPolicyToGroup', { ...policy, ResourceGroupId: 'rg-1' });
    await refused(server.root, 'DetachPolicyFromGroup', policy, notAttached);
    await answer(server.root, 'AttachPolicyToGroup', policy);
    await answer(server.root, 'DetachPolicyFromGroup', { ...policy, ResourceGroupId: 'rg-1' });
    await answer(server.root, 'DetachPolicyFromGroup', { ...policy, ResourceGroupId: server.accountId });
    await answer(server.root, 'DeleteGroup', { GroupName: 'scoped' });
  });

  test('leaves the same policy of a user', async () => {
    await answer(server.root, 'CreateUser', { UserName: 'same' });
    await answer(server.root, 'CreateGroup', { GroupName: 'same' });
    const policy = { PolicyName: 'AdministratorAccess', PolicyType: 'System' };
    await answer(server.root, 'AttachPolicyToUser', { UserName: 'same', ...policy });
    await refused(server.root, 'DetachPolicyFromGroup', { GroupName: 'same', ...policy }, notAttached);
    await answer(server.root, 'DetachPolicyFromUser', { UserName: 'same', ...policy });
  });

  test('refuses by name', async () => {
    await answer(server.root, 'CreateGroup', { GroupName: 'ours' });
    const whole = { GroupName: 'ours', PolicyName: 'AdministratorAccess', PolicyType: 'System' };
    await answer(server.root, 'AttachPolicyToGroup', whole);
    for (const name of ['GroupName', 'PolicyName', 'PolicyType']) {
      await refused(server.root, 'DetachPolicyFromGroup', { ...whole, [name]: undefined }, missing(name));
    }
    await refused(server.root, 'DetachPolicyFromGroup', { ...whole, GroupName: 'nothing' }, noGroup);
    await refused(server.root, 'DetachPolicyFromGroup', { ...whole, PolicyName: 'nothing' }, noPolicy);
    await refused(server.root, 'DetachPolicyFromGroup', { ...whole, PolicyType: 'Any' }, invalid('PolicyType'));
    await refused(server.otherAccount, 'DetachPolicyFromGroup', whole, noGroup);
    await answer(server.otherAccount, 'CreateGroup', { GroupName: 'ours' });
    await refused(server.otherAccount, 'DetachPolicyFromGroup', whole, notAttached);
    expect(await answer(server.root, 'ListPoliciesForGroup', { GroupName: 'ours' })).toMatchObject({
      Policies: { Policy: [{ PolicyName: 'AdministratorAccess' }] },
    });
  });
});
