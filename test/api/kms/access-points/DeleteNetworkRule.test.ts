import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { badNames, kms, kmsOk, missing, notFound, ok } from '../kms-calls.js';

const server = useTestServer();

const remove = (parameters: object, client = server.root) =>
  kms(client, 'DeleteNetworkRule', parameters as Record<string, unknown>);

test('a deleted rule is gone, and its name free again', async () => {
  await kmsOk(server.root, 'CreateNetworkRule', { Name: 'r', Type: 'Private' });
  expect(await remove({ Name: 'r' })).toEqual(ok());
  expect(await kms(server.root, 'DescribeNetworkRule', { Name: 'r' })).toEqual(notFound);
  expect(await remove({ Name: 'r' })).toEqual(notFound);
  await kmsOk(server.root, 'CreateNetworkRule', { Name: 'r', Type: 'Private' });
});

test('a rule that a policy names may be deleted, and the policy keeps the name', async () => {
  await kmsOk(server.root, 'CreateNetworkRule', { Name: 'named', Type: 'Private' });
  const rules = '{"NetworkRules":["named"]}';
  await kmsOk(server.root, 'CreatePolicy', {
    Name: 'p',
    Permissions: '["RbacPermission/Template/CryptoServiceKeyUser"]',
    Resources: '["key/*"]',
    AccessControlRules: rules,
  });
  expect(await remove({ Name: 'named' })).toEqual(ok());
  expect(await kmsOk(server.root, 'DescribePolicy', { Name: 'p' })).toMatchObject({ AccessControlRules: rules });
});

test("another account's rule is not found and stays", async () => {
  await kmsOk(server.root, 'CreateNetworkRule', { Name: 'mine', Type: 'Private' });
  expect(await remove({ Name: 'mine' }, server.otherAccount)).toEqual(notFound);
  await kmsOk(server.root, 'DescribeNetworkRule', { Name: 'mine' });
});

test('the name is needed', async () => {
  expect(await remove({})).toEqual(missing('Name'));
});

test.each(badNames('Name'))('%s is refused as a name', async (_what, Name, answer) => {
  expect(await remove({ Name })).toEqual(answer);
});
