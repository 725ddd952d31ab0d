import { beforeAll, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { badNames, kms, kmsOk, notFound, ok } from '../kms-calls.js';

const ids: Record<string, unknown> = {};
const server = useTestServer();
beforeAll(async () => {
  for (const Name of ['shop', 'other', 'empty']) {
    await kmsOk(server.root, 'CreateApplicationAccessPoint', { Name, Policies: '["p"]' });
  }
  for (const [id, AapName] of [
    ['one', 'shop'],
    ['two', 'other'],
    ['three', 'shop'],
  ] as const) {
    const created = await kmsOk(server.root, 'CreateClientKey', { AapName, Password: 'aap-Passw0rd' });
    ids[id] = created.ClientKeyId;
  }
});

const list = (parameters: object = {}, client = server.root) =>
  kms(client, 'ListClientKeys', parameters as Record<string, unknown>, { method: 'GET' });
const idsOf = ({ body }: { body: Readonly<Record<string, unknown>> }) =>
  (body.ClientKeys as { ClientKeyId: string }[]).map(key => key.ClientKeyId);

test('the keys of an access point come newest first, each as GetClientKey tells it', async () => {
  const answer = await list({ AapName: 'shop' });
  const keys = await Promise.all(
    ['three', 'one'].map(id => kmsOk(server.root, 'GetClientKey', { ClientKeyId: ids[id] })),
  );
  expect(answer).toEqual(ok({ ClientKeys: keys }));
});

test('without an access point all keys of the account are listed', async () => {
  expect(idsOf(await list())).toEqual([ids.three, ids.two, ids.one]);
  expect(idsOf(await list({ AapName: '' }))).toEqual([ids.three, ids.two, ids.one]);
});

test('there is a bare array also when there is nothing to list', async () => {
  expect(await list({ AapName: 'empty' })).toEqual(ok({ ClientKeys: [] }));
  expect(await list({}, server.otherAccount)).toEqual(ok({ ClientKeys: [] }));
});

test('an unknown access point and that of another account are not found', async () => {
  expect(await list({ AapName: 'nowhere' })).toEqual(notFound);
  expect(await list({ AapName: 'shop' }, server.otherAccount)).toEqual(notFound);
});

test.each(badNames('AapName').filter(([, name]) => name !== ''))(
  '%s is refused as a name',
  async (_what, AapName, answer) => {
    expect(await list({ AapName })).toEqual(answer);
  },
);
