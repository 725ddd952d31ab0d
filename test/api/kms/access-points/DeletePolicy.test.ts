import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { badNames, kms, kmsOk, missing, notFound, ok } from '../kms-calls.js';

const server = useTestServer();

const minimal = { Permissions: '["RbacPermission/Template/SecretUser"]', Resources: '["secret/*"]' };
const remove = (parameters: object, client = server.root) =>
  kms(client, 'DeletePolicy', parameters as Record<string, unknown>);

test('a deleted policy is gone, also while an access point is bound to it, which keeps its name', async () => {
  await kmsOk(server.root, 'CreatePolicy', { Name: 'p', ...minimal });
  await kmsOk(server.root, 'CreateApplicationAccessPoint', { Name: 'aap', Policies: '["p"]' });
  expect(await remove({ Name: 'p' })).toEqual(ok());
  expect(await kms(server.root, 'DescribePolicy', { Name: 'p' })).toEqual(notFound);
  expect(await remove({ Name: 'p' })).toEqual(notFound);
  const accessPoint = await kmsOk(server.root, 'DescribeApplicationAccessPoint', { Name: 'aap' });
  expect(accessPoint).toMatchObject({ Policies: '["p"]' });
});

test("another account's policy is not found and stays", async () => {
  await kmsOk(server.root, 'CreatePolicy', { Name: 'mine', ...minimal });
  expect(await remove({ Name: 'mine' }, server.otherAccount)).toEqual(notFound);
  await kmsOk(server.root, 'DescribePolicy', { Name: 'mine' });
});

test('the name is needed', async () => {
  expect(await remove({})).toEqual(missing('Name'));
});

test.each(badNames('Name'))('%s is refused as a name', async (_what, Name, answer) => {
  expect(await remove({ Name })).toEqual(answer);
});
