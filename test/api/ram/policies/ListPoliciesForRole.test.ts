import { beforeAll, describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, invalidCharacters, missing, policyDocument, refused } from '../calls.js';
import { newRole, noRole } from '../roles/trust.js';

describe('ListPoliciesForRole', () => {
  /** How far the server's clock is ahead; requests stay within its window. */
  let secondsAhead = 0;
  const server = useTestServer({ now: () => new Date(Date.now() + secondsAhead * 1000) });
  beforeAll(async () => {
    await newRole(server, 'team');
  });

  test('lists policies of both types, the oldest attachment first, each once', async () => {
    expect(await answer(server.root, 'ListPoliciesForRole', { RoleName: 'team' })).toEqual({
      Policies: { Policy: [] },
    });
    const document = { PolicyName: 'Mine', PolicyDocument: policyDocument('kms:*'), Description: 'mine' };
    await answer(server.root, 'CreatePolicy', document);
    const custom = { RoleName: 'team', PolicyName: 'MINE', PolicyType: 'Custom' };
    const system = { RoleName: 'team', PolicyName: 'AliyunKMSCryptoUserAccess', PolicyType: 'System' };
    for (const attachment of [system, custom, { ...system, ResourceGroupId: 'rg-1' }]) {
      secondsAhead += 10;
      await answer(server.root, 'AttachPolicyToRole', attachment);
    }
    const { Policies } = await answer(server.root, 'ListPoliciesForRole', { RoleName: 'TEAM' });
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
    await refused(server.root, 'ListPoliciesForRole', {}, missing('RoleName'));
    await refused(server.root, 'ListPoliciesForRole', { RoleName: 'nothing' }, noRole);
    await refused(server.otherAccount, 'ListPoliciesForRole', { RoleName: 'team' }, noRole);
    await refused(server.root, 'ListPoliciesForRole', { RoleName: 'a_b' }, invalidCharacters('RoleName'));
  });
});
