import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { badNames, kms, kmsOk, missing, notFound, ok } from '../kms-calls.js';

const server = useTestServer();

test('a policy is described with arrays where creating it gave texts', async () => {
  await kmsOk(server.root, 'CreatePolicy', {
    Name: 'full',
    Permissions: '["RbacPermission/Template/CryptoServiceSecretUser", "RbacPermission/Template/CryptoServiceKeyUser"]',
    Resources: '["secret/b", "key/*", "secret/b"]',
    AccessControlRules: '{"NetworkRules": []}',
    Description: 'd',
  });
  expect(await kms(server.root, 'DescribePolicy', { Name: 'full' })).toEqual(
    ok({
      Arn: `acs:kms:cn-hangzhou:${server.accountId}:policy/full`,
      Name: 'full',
      KmsInstance: 'shared',
      Permissions: ['RbacPermission/Template/CryptoServiceSecretUser', 'RbacPermission/Template/CryptoServiceKeyUser'],
      Resources: ['secret/b', 'key/*', 'secret/b'],
      AccessControlRules: '{"NetworkRules": []}',
      Description: 'd',
    }),
  );
});

test('network rules that were never given are absent', async () => {
  await kmsOk(server.root, 'CreatePolicy', {
    Name: 'bare',
    Permissions: '["RbacPermission/Template/SecretUser"]',
    Resources: '["secret/*"]',
  });
  expect(await kms(server.root, 'DescribePolicy', { Name: 'bare' })).toEqual(
    ok({
      Arn: `acs:kms:cn-hangzhou:${server.accountId}:policy/bare`,
      Name: 'bare',
      KmsInstance: 'shared',
      Permissions: ['RbacPermission/Template/SecretUser'],
      Resources: ['secret/*'],
      Description: '',
    }),
  );
});

test('an unknown policy and that of another account look the same', async () => {
  expect(await kms(server.root, 'DescribePolicy', { Name: 'nowhere' })).toEqual(notFound);
  expect(await kms(server.otherAccount, 'DescribePolicy', { Name: 'full' })).toEqual(notFound);
  expect(await kms(server.root, 'DescribePolicy')).toEqual(missing('Name'));
});

test.each(badNames('Name'))('%s is refused as a name', async (_what, Name, answer) => {
  expect(await kms(server.root, 'DescribePolicy', { Name })).toEqual(answer);
});
