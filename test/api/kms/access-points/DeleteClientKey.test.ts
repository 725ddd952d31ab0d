import { beforeAll, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { kms, kmsOk, missing, notFound, ok } from '../kms-calls.js';

const server = useTestServer();
beforeAll(async () => {
  for (const Name of ['shop', 'other']) {
    await kmsOk(server.root, 'CreateApplicationAccessPoint', { Name, Policies: '["p"]' });
  }
});

const remove = (parameters: object, client = server.root) =>
  kms(client, 'DeleteClientKey', parameters as Record<string, unknown>);

async function createKey(AapName = 'shop'): Promise<string> {
  const created = await kmsOk(server.root, 'CreateClientKey', { AapName, Password: 'aap-Passw0rd' });
  return created.ClientKeyId as string;
}

test('a deleted client key is gone, and no other', async () => {
  const [ClientKeyId, other] = [await createKey(), await createKey()];
  expect(await remove({ ClientKeyId })).toEqual(ok());
  expect(await kms(server.root, 'GetClientKey', { ClientKeyId })).toEqual(notFound);
  const { ClientKeys } = await kmsOk(server.root, 'ListClientKeys', { AapName: 'shop' });
  expect(ClientKeys).toMatchObject([{ ClientKeyId: other }]);
  expect(await remove({ ClientKeyId })).toEqual(notFound);
  await remove({ ClientKeyId: other });
});

test.each(['KAAP.66abf237-63f6-4625-b8cf-47e1086e0000', 'KAAP.66abf237-63f6-4625-b8cf-47e1086e****'])(
  '%j is not found',
  async ClientKeyId => {
    expect(await remove({ ClientKeyId })).toEqual(notFound);
  },
);

test('the id is needed', async () => {
  expect(await remove({})).toEqual(missing('ClientKeyId'));
});

test("another account's client key is not found and stays", async () => {
  const ClientKeyId = await createKey();
  expect(await remove({ ClientKeyId }, server.otherAccount)).toEqual(notFound);
  await kmsOk(server.root, 'GetClientKey', { ClientKeyId });
});

test('of calls that delete one key at once, one succeeds', async () => {
  const ClientKeyId = await createKey();
  const answers = await Promise.all([1, 2, 3, 4].map(() => remove({ ClientKeyId })));
  expect(answers.map(answer => answer.status).sort()).toEqual([200, 404, 404, 404]);
});

test('permission is asked for the access point that the key belongs to', async () => {
  const Resource = `acs:kms:*:*:applicationaccesspoint/other`;
  const document = { Version: '1', Statement: [{ Effect: 'Allow', Action: 'kms:DeleteClientKey', Resource }] };
  const user = await server.user('remover', document);
  const [mine, other] = [await createKey('shop'), await createKey('other')];
  expect(await remove({ ClientKeyId: mine }, user)).toMatchObject({
    status: 403,
    body: { Code: 'Forbidden.NoPermission' },
  });
  await kmsOk(server.root, 'GetClientKey', { ClientKeyId: mine });
  expect(await remove({ ClientKeyId: other }, user)).toEqual(ok());
});
