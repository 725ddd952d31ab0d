import { beforeAll, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { badNames, kms, kmsOk, missing, notFound, ok } from '../kms-calls.js';

const server = useTestServer({ region: 'eu-central-1' });
beforeAll(async () => {
  await kmsOk(server.root, 'CreateNetworkRule', {
    Name: 'office',
    Type: 'VPC',
    SourcePrivateIp: '["192.168.17.13", "10.10.10.10/24"]',
    Description: 'two\nlines',
  });
});

test('a rule is described without its name', async () => {
  expect(await kms(server.root, 'DescribeNetworkRule', { Name: 'office' })).toEqual(
    ok({
      Arn: `acs:kms:eu-central-1:${server.accountId}:network/office`,
      Type: 'VPC',
      SourcePrivateIp: '["192.168.17.13","10.10.10.10/24"]',
      Description: 'two\nlines',
    }),
  );
});

test('an unknown rule and that of another account look the same', async () => {
  expect(await kms(server.root, 'DescribeNetworkRule', { Name: 'nowhere' })).toEqual(notFound);
  expect(await kms(server.otherAccount, 'DescribeNetworkRule', { Name: 'office' })).toEqual(notFound);
  expect(await kms(server.root, 'DescribeNetworkRule', { Name: 'Office' })).toEqual(notFound);
});

test('the name is needed', async () => {
  expect(await kms(server.root, 'DescribeNetworkRule')).toEqual(missing('Name'));
});

test.each(badNames('Name'))('%s is refused as a name', async (_what, Name, answer) => {
  expect(await kms(server.root, 'DescribeNetworkRule', { Name })).toEqual(answer);
});
