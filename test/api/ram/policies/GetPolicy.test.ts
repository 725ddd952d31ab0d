import { beforeAll, describe, expect, test } from 'vitest';
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

describe('GetPolicy', () => {
  const PolicyDocument = policyDocument('kms:*');
  const server = useTestServer();
  beforeAll(async () => {
    await answer(server.root, 'CreatePolicy', { PolicyName: 'Use-Keys', PolicyDocument, Description: 'd' });
  });

  test('shows a custom policy, found in any case, with its document', async () => {
    for (const PolicyName of ['Use-Keys', 'USE-KEYS']) {
      expect(await namedAnswer(server.root, 'GetPolicy', { PolicyName, PolicyType: 'Custom' })).toEqual({
        Policy: {
          PolicyName: 'Use-Keys',
          PolicyType: 'Custom',
          Description: 'd',
          DefaultVersion: 'v1',
          CreateDate: 'time',
          UpdateDate: 'time',
          AttachmentCount: 0,
          PolicyDocument: 'N/A',
        },
        DefaultPolicyVersion: { VersionId: 'v1', IsDefaultVersion: true, PolicyDocument, CreateDate: 'time' },
      });
    }
  });

  test('shows a system policy to every account, in its own version', async () => {
    for (const client of [server.root, server.otherAccount]) {
      const found = await answer(client, 'GetPolicy', {
        PolicyName: 'aliyunSTSassumeRoleAccess',
        PolicyType: 'System',
      });
      expect(found).toEqual({
        Policy: {
          PolicyName: 'AliyunSTSAssumeRoleAccess',
          PolicyType: 'System',
          Description: expect.stringMatching(/\S/),
          DefaultVersion: 'v1',
          CreateDate: '2015-05-01T00:00:00Z',
          UpdateDate: '2015-05-01T00:00:00Z',
          AttachmentCount: 0,
          PolicyDocument: 'N/A',
        },
        DefaultPolicyVersion: {
          VersionId: 'v1',
          IsDefaultVersion: true,
          PolicyDocument: expect.any(String),
          CreateDate: '2015-05-01T00:00:00Z',
        },
      });
      const { PolicyDocument: text } = found.DefaultPolicyVersion as { PolicyDocument: string };
      expect(JSON.parse(text)).toEqual({
        Version: '1',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }],
      });
    }
    expect(
      await answer(server.root, 'GetPolicy', { PolicyName: 'AliyunKMSSecretAdminAccess', PolicyType: 'System' }),
    ).toMatchObject({ Policy: { DefaultVersion: 'v5' }, DefaultPolicyVersion: { VersionId: 'v5' } });
  });

  test('counts the attachments within the account', async () => {
    const names = [
      { PolicyName: 'Use-Keys', PolicyType: 'Custom' },
      { PolicyName: 'AdministratorAccess', PolicyType: 'System' },
    ];
    for (const UserName of ['one', 'two']) {
      await answer(server.root, 'CreateUser', { UserName });
      for (const name of names) await answer(server.root, 'AttachPolicyToUser', { ...name, UserName });
    }
    for (const name of names) {
      expect(await answer(server.root, 'GetPolicy', name)).toMatchObject({ Policy: { AttachmentCount: 2 } });
    }
    expect(await answer(server.otherAccount, 'GetPolicy', names[1])).toMatchObject({ Policy: { AttachmentCount: 0 } });
  });

  test('refuses by name', async () => {
    await refused(server.root, 'GetPolicy', { PolicyType: 'Custom' }, missing('PolicyName'));
    await refused(server.root, 'GetPolicy', { PolicyName: 'Use-Keys' }, missing('PolicyType'));
    for (const PolicyType of ['custom', 'SYSTEM', 'Any']) {
      await refused(server.root, 'GetPolicy', { PolicyName: 'Use-Keys', PolicyType }, invalid('PolicyType'));
    }
    await refused(server.root, 'GetPolicy', { PolicyName: 'Use-Keys', PolicyType: 'System' }, noPolicy);
    await refused(server.root, 'GetPolicy', { PolicyName: 'AdministratorAccess', PolicyType: 'Custom' }, noPolicy);
    await refused(server.root, 'GetPolicy', { PolicyName: 'constructor', PolicyType: 'System' }, noPolicy);
    await refused(server.otherAccount, 'GetPolicy', { PolicyName: 'Use-Keys', PolicyType: 'Custom' }, noPolicy);
    for (const [PolicyName, refusal] of wrongPolicyNames) {
      await refused(server.root, 'GetPolicy', { PolicyName, PolicyType: 'Custom' }, refusal);
    }
  });

  test('is permitted by ARN, of the account or of the system, and by the tags of the policy', async () => {
    const Tag = '[{"Key":"stage","Value":"test"}]';
    await answer(server.root, 'CreatePolicy', { PolicyName: 'Tagged', PolicyDocument, Tag });
    const allow = { Effect: 'Allow', Action: 'ram:GetPolicy' };
    const reader = await server.user('reader', {
      Version: '1',
      Statement: [
        { ...allow, Resource: `acs:ram::${server.accountId}:policy/Use-Keys` },
        { ...allow, Resource: 'acs:ram:*:system:policy/AliyunKMS*' },
        { ...allow, Resource: '*', Condition: { StringEquals: { 'acs:ResourceTag/stage': 'test' } } },
      ],
    });
    const get = async (PolicyName: string, PolicyType: string) =>
      (await reader.call('2015-05-01', 'GetPolicy', { PolicyName, PolicyType })).status;
    expect(await get('USE-KEYS', 'Custom')).toBe(200);
    expect(await get('Tagged', 'Custom')).toBe(200);
    expect(await get('reader-policy', 'Custom')).toBe(403);
    expect(await get('nothing', 'Custom')).toBe(403);
    expect(await get('AliyunKMSFullAccess', 'System')).toBe(200);
    expect(await get('AdministratorAccess', 'System')).toBe(403);
  });
});
