import { beforeAll, describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, missing, noGroup, policyDocument, refused, wrongUserNames } from '../calls.js';

describe('ListPoliciesForGroup', () => {
  /** How far the server's clock is ahead; requests stay within its window. */
  let secondsAhead = 0;
  const server = useTestServer({ now: () => new Date(Date.now() + secondsAhead * 1000) });
  beforeAll(async () => {
    await answer(server.root, 'CreateGroup', { GroupName: 'team' });
  });

  test('lists policies of both types, the oldest attachment first, each once', async () => {
    expect(await answer(server.root, 'ListPoliciesForGroup', { GroupName: 'team' })).toEqual({
      Policies: { Policy: [] },
    });
    const document = { PolicyName: 'Mine', PolicyDocument: policyDocument('kms:*'), Description: 'mine' };
    await answer(server.root, 'CreatePolicy', document);
    const custom = { GroupName: 'team', PolicyName: 'MINE', PolicyType: 'Custom' };
    const system = { GroupName: 'team', PolicyName: 'AliyunKMSCryptoUserAccess', PolicyType: 'System' };
    for (const attachment of [system, custom, { ...system, ResourceGroupId: 'rg-1' }]) {
      secondsAhead += 10;
      await answer(server.root, 'AttachPolicyToGroup', attachment);
    }
    const { Policies } = await answer(server.root, 'ListPoliciesForGroup', { GroupName: 'TEAM' });
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
    await refused(server.root, 'ListPoliciesForGroup', {}, missing('GroupName'));
    await refused(server.root, 'ListPoliciesForGroup', { GroupName: 'nothing' }, noGroup);
    await refused(server.otherAccount, 'ListPoliciesForGroup', { GroupName: 'team' }, noGroup);
    for (const [GroupName, refusal] of wrongUserNames('GroupName')) {
      await refused(server.root, 'ListPoliciesForGroup', { GroupName }, refusal);
    }
  });
});
