import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import {
  answer,
  invalid,
  missing,
  namedAnswer,
  noPolicy,
  policyDocument,
  refused,
  wrongPolicyNames,
} from '../calls.js';

describe('ListPolicyVersions', () => {
  const server = useTestServer();
  const PolicyDocument = policyDocument('kms:*');

  test('lists the versions with their documents, the oldest first', async () => {
    await answer(server.root, 'CreatePolicy', { PolicyName: 'Mine', PolicyDocument });
    const second = `${policyDocument('ram:*')} `;
    await answer(server.root, 'CreatePolicyVersion', {
      PolicyName: 'Mine',
      PolicyDocument: second,
      SetAsDefault: true,
    });
    expect(await namedAnswer(server.root, 'ListPolicyVersions', { PolicyName: 'mINE', PolicyType: 'Custom' })).toEqual({
      PolicyVersions: {
        PolicyVersion: [
          { VersionId: 'v1', IsDefaultVersion: false, PolicyDocument, CreateDate: 'time' },
          { VersionId: 'v2', IsDefaultVersion: true, PolicyDocument: second, CreateDate: 'time' },
        ],
      },
    });
    const system = { PolicyName: 'AliyunKMSCryptoUserAccess', PolicyType: 'System' };
    expect(await answer(server.root, 'ListPolicyVersions', system)).toMatchObject({
      PolicyVersions: { PolicyVersion: [{ VersionId: 'v2', IsDefaultVersion: true }] },
    });
  });

  test('refuses by name', async () => {
    await answer(server.root, 'CreatePolicy', { PolicyName: 'Ours', PolicyDocument });
    const whole = { PolicyName: 'Ours', PolicyType: 'Custom' };
    await refused(server.root, 'ListPolicyVersions', { PolicyType: 'Custom' }, missing('PolicyName'));
    await refused(server.root, 'ListPolicyVersions', { PolicyName: 'Ours' }, missing('PolicyType'));
    await refused(server.root, 'ListPolicyVersions', { ...whole, PolicyType: 'Any' }, invalid('PolicyType'));
    await refused(server.root, 'ListPolicyVersions', { ...whole, PolicyName: 'nothing' }, noPolicy);
    await refused(server.otherAccount, 'ListPolicyVersions', whole, noPolicy);
    for (const [PolicyName, refusal] of wrongPolicyNames) {
      await refused(server.root, 'ListPolicyVersions', { ...whole, PolicyName }, refusal);
    }
  });
});
