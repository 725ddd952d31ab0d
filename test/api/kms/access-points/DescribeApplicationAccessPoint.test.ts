import { beforeAll, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { badNames, kms, kmsOk, missing, notFound, ok } from '../kms-calls.js';

const server = useTestServer();
beforeAll(async () => {
  await kmsOk(server.root, 'CreateApplicationAccessPoint', {
    Name: 'shop',
    Policies: '["b", "a"]',
    Description: '说明',
  });
});

test('an access point is described, its policies as compact JSON', async () => {
  expect(await kms(server.root, 'DescribeApplicationAccessPoint', { Name: 'shop' })).toEqual(
    ok({
      Arn: `acs:kms:cn-hangzhou:${server.accountId}:applicationaccesspoint/shop`,
      Name: 'shop',
      AuthenticationMethod: 'ClientKey',
      Policies: '["b","a"]',
      Description: '说明',
    }),
  );
});

test('an unknown access point and that of another account look the same', async () => {
  expect(await kms(server.root, 'DescribeApplicationAccessPoint', { Name: 'nowhere' })).toEqual(notFound);
  expect(await kms(server.otherAccount, 'DescribeApplicationAccessPoint', { Name: 'shop' })).toEqual(notFound);
  expect(await kms(server.root, 'DescribeApplicationAccessPoint')).toEqual(missing('Name'));
});

test.each(badNames('Name'))('%s is refused as a name', async (_what, Name, answer) => {
  expect(await kms(server.root, 'DescribeApplicationAccessPoint', { Name })).toEqual(answer);
});
