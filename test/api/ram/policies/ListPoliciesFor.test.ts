/** ListPoliciesForUser, ListPoliciesForGroup and ListPoliciesForRole. */
import { beforeAll, describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, missing, policyDocument, refused } from '../calls.js';
import { holders } from './holders.js';

describe.each(holders)('ListPoliciesFor$kind', ({ kind, parameter, make, absent, wrongNames }) => {
  /** How far the server's clock is ahead; requests stay within its window. */
  let secondsAhead = 0;
  const server = useTestServer({ now: () => new Date(Date.now() + secondsAhead * 1000) });
  const action = `ListPoliciesFor${kind}`;
  beforeAll(async () => {
    await make(server.root, 'team');
  });

  test('lists policies of both types, the oldest attachment first, each once', async () => {
    expect(await answer(server.root, action, { [parameter]: 'team' })).toEqual({ Policies: { Policy: [] } });
    const document = { PolicyName: 'Mine', PolicyDocument: policyDocument('kms:*'), Description: 'mine' };
    await answer(server.root, 'CreatePolicy', document);
    const custom = { [parameter]: 'team', PolicyName: 'MINE', PolicyType: 'Custom' };
    const system = { [parameter]: 'team', PolicyName: 'AliyunKMSCryptoUserAccess', PolicyType: 'System' };
    for (const attachment of [system, custom, { ...system, ResourceGroupId: 'rg-1' }]) {
      secondsAhead += 10;
      await answer(server.root, `AttachPolicyTo${kind}`, attachment);
    }
    const { Policies } = await answer(server.root, action, { [parameter]: 'TEAM' });
    const date = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(Policies).toEqual({
      Policy: [
        {
          PolicyName: 'AliyunKMSCryptoUserAccess',
          PolicyType: 'System',
          Description: expect.stringMatching(/\S/),
          DefaultVersion: 'v2',
          AttachDate: date,
        },
        { PolicyName: 'Mine', PolicyType: 'Custom', Description: 'mine', DefaultVersion: 'v1', AttachDate: date },
      ],
    });
    const [first, second] = (Policies as { Policy: { AttachDate: string }[] }).Policy.map(it =>
      Date.parse(it.AttachDate),
    );
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(9000);
  });

  test('refuses by name', async () => {
    await refused(server.root, action, {}, missing(parameter));
    await refused(server.root, action, { [parameter]: 'nothing' }, absent);
    await refused(server.otherAccount, action, { [parameter]: 'team' }, absent);
    for (const [name, refusal] of wrongNames) {
      await refused(server.root, action, { [parameter]: name }, refusal);
    }
  });
});
