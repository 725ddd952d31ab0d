/** What DetachPolicyFromUser, DetachPolicyFromGroup and DetachPolicyFromRole do alike. What a detachment takes is in tests of their own. */
import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, invalid, missing, noPolicy, refused } from '../calls.js';
import { holders } from './holders.js';

describe.each(holders)('DetachPolicyFrom$kind', ({ kind, parameter, make, absent, notAttached }) => {
  const server = useTestServer();
  const action = `DetachPolicyFrom${kind}`;
  const policy = { PolicyName: 'AdministratorAccess', PolicyType: 'System' };

  test('takes only the attachment with the scope that is given', async () => {
    await make(server.root, 'scoped');
    const attachment = { [parameter]: 'scoped', ...policy };
    await answer(server.root, `AttachPolicyTo${kind}`, { ...attachment, ResourceGroupId: 'rg-1' });
    await refused(server.root, action, attachment, notAttached);
    await refused(server.root, action, { ...attachment, ResourceGroupId: 'rg-2' }, notAttached);
    await answer(server.root, `AttachPolicyTo${kind}`, attachment);
    await answer(server.root, action, { ...attachment, ResourceGroupId: 'rg-1' });
    await answer(server.root, action, { ...attachment, ResourceGroupId: server.accountId });
    await answer(server.root, `Delete${kind}`, { [parameter]: 'scoped' });
  });

  test('leaves the same policy of others of that name', async () => {
    const others = holders.filter(it => it.kind !== kind);
    for (const holder of holders) await holder.make(server.root, 'same');
    for (const other of others) {
      await answer(server.root, `AttachPolicyTo${other.kind}`, { [other.parameter]: 'same', ...policy });
    }
    await refused(server.root, action, { [parameter]: 'same', ...policy }, notAttached);
    for (const other of others) {
      await answer(server.root, `DetachPolicyFrom${other.kind}`, { [other.parameter]: 'same', ...policy });
    }
  });

  test('refuses by name', async () => {
    await make(server.root, 'ours');
    const whole = { [parameter]: 'ours', ...policy };
    await answer(server.root, `AttachPolicyTo${kind}`, whole);
    for (const name of [parameter, 'PolicyName', 'PolicyType']) {
      await refused(server.root, action, { ...whole, [name]: undefined }, missing(name));
    }
    await refused(server.root, action, { ...whole, [parameter]: 'nothing' }, absent);
    await refused(server.root, action, { ...whole, PolicyName: 'nothing' }, noPolicy);
    await refused(server.root, action, { ...whole, PolicyType: 'Any' }, invalid('PolicyType'));
    await refused(server.root, action, { ...whole, PolicyName: 'AliyunKMSFullAccess' }, notAttached);
    await refused(server.otherAccount, action, whole, absent);
    await make(server.otherAccount, 'ours');
    await refused(server.otherAccount, action, whole, notAttached);
    expect(await answer(server.root, `ListPoliciesFor${kind}`, { [parameter]: 'ours' })).toMatchObject({
      Policies: { Policy: [{ PolicyName: 'AdministratorAccess' }] },
    });
  });
});
