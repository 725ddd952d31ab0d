import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, invalid, missing, noAttachment, noPolicy, noUser, policyDocument, refused } from '../calls.js';

describe('DetachPolicyFromUser', () => {
  const server = useTestServer();

  test('takes the permissions away for the next request', async () => {
    const alice = await server.user('alice', JSON.parse(policyDocument('ram:ListUsers')) as object);
    await answer(alice, 'ListUsers');
    const policy = { UserName: 'ALICE', PolicyName: 'ALICE-policy', PolicyType: 'Custom' };
    expect(await answer(server.root, 'DetachPolicyFromUser', policy)).toEqual({});
    expect((await alice.call('2015-05-01', 'ListUsers')).status).toBe(403);
    await refused(server.root, 'DetachPolicyFromUser', policy, noAttachment);
    await answer(server.root, 'AttachPolicyToUser', policy);
    await answer(alice, 'ListUsers');
  });

  test('takes only the attachment with the scope that is given', async () => {
    await answer(server.root, 'CreateUser', { UserName: 'scoped' });
    const policy = { UserName: 'scoped', PolicyName: 'AdministratorAccess', PolicyType: 'System' };
    await answer(server.root, 'AttachPolicyToUser', { ...policy, ResourceGroupId: 'rg-1' });
    await refused(server.root, 'DetachPolicyFromUser', policy, noAttachment);
    await refused(server.root, 'DetachPolicyFromUser', { ...policy, ResourceGroupId: 'rg-2' }, noAttachment);
    await answer(server.root, 'AttachPolicyToUser', policy);
    await answer(server.root, 'DetachPolicyFromUser', { ...policy, ResourceGroupId: 'rg-1' });
    await answer(server.root, 'DetachPolicyFromUser', { ...policy, ResourceGroupId: server.accountId });
    await answer(server.root, 'DeleteUser', { UserName: 'scoped' });
  });

  test('refuses by name', async () => {
    await answer(server.root, 'CreateUser', { UserName: 'bob' });
    const whole = { UserName: 'bob', PolicyName: 'AdministratorAccess', PolicyType: 'System' };
    await answer(server.root, 'AttachPolicyToUser', whole);
    for (const name of ['UserName', 'PolicyName', 'PolicyType']) {
      await refused(server.root, 'DetachPolicyFromUser', { ...whole, [name]: undefined }, missing(name));
    }
    await refused(server.root, 'DetachPolicyFromUser', { ...whole, UserName: 'nobody' }, noUser);
    await refused(server.root, 'DetachPolicyFromUser', { ...whole, PolicyName: 'nothing' }, noPolicy);
    await refused(server.root, 'DetachPolicyFromUser', { ...whole, PolicyType: 'Any' }, invalid('PolicyType'));
    const notHis = { ...whole, PolicyName: 'AliyunKMSFullAccess' };
    await refused(server.root, 'DetachPolicyFromUser', notHis, noAttachment);
    await refused(server.otherAccount, 'DetachPolicyFromUser', whole, noUser);
    await answer(server.otherAccount, 'CreateUser', { UserName: 'bob' });
    await refused(server.otherAccount, 'DetachPolicyFromUser', whole, noAttachment);
    expect(await answer(server.root, 'ListPoliciesForUser', { UserName: 'bob' })).toMatchObject({
      Policies: { Policy: [{ PolicyName: 'AdministratorAccess' }] },
    });
  });
});
