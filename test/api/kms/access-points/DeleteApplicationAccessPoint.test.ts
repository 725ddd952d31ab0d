import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { badNames, kms, kmsOk, missing, notFound, ok } from '../kms-calls.js';

const server = useTestServer();

const remove = (parameters: object, client = server.root) =>
  kms(client, 'DeleteApplicationAccessPoint', parameters as Record<string, unknown>);
const createAccessPoint = (Name: string) =>
  kmsOk(server.root, 'CreateApplicationAccessPoint', { Name, Policies: '["p"]' });

test('a deleted access point is gone with its client keys, and those of others stay', async () => {
  await createAccessPoint('shop');
  await createAccessPoint('other');
  const key = await kmsOk(server.root, 'CreateClientKey', { AapName: 'shop', Password: 'aap-Passw0rd' });
  const other = await kmsOk(server.root, 'CreateClientKey', { AapName: 'other', Password: 'aap-Passw0rd' });

  expect(await remove({ Name: 'shop' })).toEqual(ok());
  expect(await kms(server.root, 'DescribeApplicationAccessPoint', { Name: 'shop' })).toEqual(notFound);
  expect(await kms(server.root, 'GetClientKey', { ClientKeyId: key.ClientKeyId })).toEqual(notFound);
  expect(await kms(server.root, 'ListClientKeys', { AapName: 'shop' })).toEqual(notFound);
  expect(await kms(server.root, 'GetClientKey', { ClientKeyId: other.ClientKeyId })).toMatchObject({ status: 200 });
  expect(await remove({ Name: 'shop' })).toEqual(notFound);

  await createAccessPoint('shop');
  expect(await kms(server.root, 'ListClientKeys', { AapName: 'shop' })).toEqual(ok({ ClientKeys: [] }));
});

test('a client key that is created at the same time is refused or goes with its access point', async () => {
  await createAccessPoint('race');
  const creations = [1, 2, 3].map(() =>
    kms(server.root, 'CreateClientKey', { AapName: 'race', Password: 'aap-Passw0rd' }),
  );
  // Somewhere in the middle of making the key pairs.
  await new Promise(resolve => setTimeout(resolve, 100));
  expect(await remove({ Name: 'race' })).toEqual(ok());
  for (const answer of await Promise.all(creations)) {
    if (answer.status !== 200) expect(answer).toEqual(notFound);
    else {
      const { ClientKeyId } = answer.body;
      expect(await kms(server.root, 'GetClientKey', { ClientKeyId })).toEqual(notFound);
    }
  }
});

test("another account's access point is not found and stays", async () => {
  await createAccessPoint('mine');
  expect(await remove({ Name: 'mine' }, server.otherAccount)).toEqual(notFound);
  await kmsOk(server.root, 'DescribeApplicationAccessPoint', { Name: 'mine' });
});

test('the name is needed', async () => {
  expect(await remove({})).toEqual(missing('Name'));
});

test.each(badNames('Name'))('%s is refused as a name', async (_what, Name, answer) => {
  expect(await remove({ Name })).toEqual(answer);
});
