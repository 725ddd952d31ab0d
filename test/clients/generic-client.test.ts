/** What no package of the vendor is needed for: its generic client calls the resource groups as Terraform does, and this server's own operations. */
import PopCore from '@alicloud/pop-core';
import { expect, test } from 'vitest';
import { defaultResourceGroup } from '../../src/domain/resource-group.js';
import { useTestServer } from '../use-test-server.js';

const server = useTestServer();

const clientOf = (apiVersion: string) =>
  new PopCore({
    endpoint: server.url,
    apiVersion,
    accessKeyId: server.rootAccessKey.AccessKeyId,
    accessKeySecret: server.rootAccessKey.AccessKeySecret,
  });

test('ListResourceGroups of Resource Management', async () => {
  const asked = { Status: 'OK', 'ResourceGroupIds.1': defaultResourceGroup(server.accountId), PageSize: 50 };
  const answer = await clientOf('2020-03-31').request('ListResourceGroups', asked, { method: 'POST' });
  expect(answer).toMatchObject({
    ResourceGroups: { ResourceGroup: [{ Id: defaultResourceGroup(server.accountId), Name: 'default' }] },
    TotalCount: 1,
  });
});

test('ExplainAccess of this server', async () => {
  await server.user('alice');
  const asked = {
    UserName: 'alice',
    AuthAction: 'kms:ListKeys',
    'AuthConditions.1.ConditionKey': 'acs:SourceIp',
    'AuthConditions.1.ConditionValues.1': '192.0.2.7',
    'SimulatedPolicies.1': JSON.stringify(
      {
        Version: '1',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'kms:List*',
            Resource: '*',
            Condition: { IpAddress: { 'acs:SourceIp': '192.0.2.0/24' } },
          },
        ],
      },
      undefined,
      2,
    ),
  };
  const answer = await clientOf('2026-11-30').request('ExplainAccess', asked, { method: 'POST' });
  expect(answer).toMatchObject({ Allowed: true, DecidedBy: { PolicyIdentifier: 'simulated-1', Statement: 0 } });
});
