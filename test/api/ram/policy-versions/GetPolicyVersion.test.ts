import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import {
  answer,
  badFormat,
  invalid,
  invalidCharacters,
  missing,
  namedAnswer,
  noPolicy,
  policyDocument,
  refused,
} from '../calls.js';
import { noVersion, WRONG_VERSION_IDS } from './versions.js';

describe('GetPolicyVersion', () => {
  const server = useTestServer();
  const PolicyDocument = policyDocument('kms:*');

  test('shows any version of a custom policy, and the default one of a system policy', async () => {
    await answer(server.root, 'CreatePolicy', { PolicyName: 'Mine', PolicyDocument });
    const second = policyDocument('ram:*');
    await answer(server.root, 'CreatePolicyVersion', {
      PolicyName: 'Mine',
      PolicyDocument: second,
      SetAsDefault: true,
    });
    const get = (VersionId: string) =>
      namedAnswer(server.root, 'GetPolicyVersion', { PolicyName: 'MINE', PolicyType: 'Custom', VersionId });
    expect([await get('v1'), await get('v2')]).toEqual([
      { PolicyVersion: { VersionId: 'v1', IsDefaultVersion: false, PolicyDocument, CreateDate: 'time' } },
      { PolicyVersion: { VersionId: 'v2', IsDefaultVersion: true, PolicyDocument: second, CreateDate: 'time' } },
    ]);
    const system = { PolicyName: 'AliyunKMSCryptoUserAccess', PolicyType: 'System' };
    expect(await answer(server.root, 'GetPolicyVersion', { ...system, VersionId: 'v2' })).toMatchObject({
      PolicyVersion: { VersionId: 'v2', IsDefaultVersion: true },
    });
    await refused(server.root, 'GetPolicyVersion', { ...system, VersionId: 'v1' }, noVersion);
  });

  test('refuses by name', async () => {
    await answer(server.root, 'CreatePolicy', { PolicyName: 'Ours', PolicyDocument });
    const whole = { PolicyName: 'Ours', PolicyType: 'Custom', VersionId: 'v1' };
    const refusals = [
      [{ PolicyName: undefined }, missing('PolicyName')],
      [{ PolicyType: undefined }, missing('PolicyType')],
      [{ VersionId: undefined }, missing('VersionId')],
      [{ PolicyName: 'nothing' }, noPolicy],
      [{ PolicyType: 'System' }, noPolicy],
      [{ PolicyType: 'custom' }, invalid('PolicyType')],
      [{ VersionId: 'v2' }, noVersion],
      [{ VersionId: 'v-1' }, invalidCharacters('VersionId')],
      ...WRONG_VERSION_IDS.map(VersionId => [{ VersionId }, badFormat('VersionId')] as const),
    ] as const;
    for (const [part, refusal] of refusals) {
      await refused(server.root, 'GetPolicyVersion', { ...whole, ...part }, refusal);
    }
    await refused(server.otherAccount, 'GetPolicyVersion', whole, noPolicy);
  });
});
