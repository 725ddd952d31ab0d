import { beforeEach, describe, expect, test } from 'vitest';
import { kmsStore } from '../../../../src/store/kms.js';
import { InstanceClient } from '../../../instance-client.js';
import { useTestServer } from '../../../use-test-server.js';
import { makeClientKey } from '../../kms-instance/use-instance.js';
import { invalid, kms, kmsOk, notFound } from '../kms-calls.js';

const DAY = 86_400_000;

let clock = new Date();
const server = useTestServer({ now: () => clock });
beforeEach(() => {
  clock = new Date();
});
const pass = (days: number) => {
  clock = new Date(clock.getTime() + days * DAY);
};
const seconds = (time: Date) => `${time.toISOString().slice(0, 19)}Z`;
const inDays = (days: number) => seconds(new Date(clock.getTime() + days * DAY));

const list = (parameters: Record<string, unknown> = {}, client = server.root) =>
  kms(client, 'ListClientKeyUsage', parameters, { method: 'GET', date: clock });
type Usage = Readonly<Record<string, unknown>>;
const listed = async (parameters: Record<string, unknown> = {}) => {
  const { status, body } = await list(parameters);
  expect(status).toBe(200);
  return body as unknown as { readonly ClientKeys: readonly Usage[]; readonly AccessPoints: readonly Usage[] };
};
const usageOf = async (id: string, parameters: Record<string, unknown> = {}) =>
  (await listed(parameters)).ClientKeys.find(({ ClientKeyId }) => ClientKeyId === id);

describe('a key', () => {
  test('that was never used, then is, then is no more', async () => {
    const key = await makeClientKey(server.root);
    const { CreateTime, NotBefore, NotAfter } = await kmsOk(server.root, 'GetClientKey', { ClientKeyId: key.id });
    const facts = { ClientKeyId: key.id, AapName: key.accessPoint, CreateTime, NotBefore, NotAfter, State: 'Valid' };
    expect(await usageOf(key.id)).toEqual({ ...facts, SafeToDelete: false, Reason: 'New' });

    const used = clock;
    await new InstanceClient(server.url, key).call('GenerateRandom', { Length: 1 }, { date: clock });
    const LastUse = { Time: seconds(used), Operation: 'kms-instance:GenerateRandom', SourceAddress: '127.0.0.1' };
    expect(await usageOf(key.id)).toEqual({ ...facts, LastUse, SafeToDelete: false, Reason: 'InUse' });
    expect(await listed({ AapName: key.accessPoint })).toMatchObject({
      AccessPoints: [{ AapName: key.accessPoint, ClientKeyNumber: 1, LastUse }],
    });

    pass(29);
    expect(await usageOf(key.id)).toMatchObject({ SafeToDelete: false, Reason: 'InUse' });
    pass(2);
    expect(await usageOf(key.id)).toEqual({ ...facts, LastUse, SafeToDelete: true, Reason: 'Unused' });
    expect(await usageOf(key.id, { UnusedForDays: 90 })).toMatchObject({ SafeToDelete: false, Reason: 'InUse' });
  });

  test('whose call was denied is in use', async () => {
    const key = await makeClientKey(server.root);
    const denied = await new InstanceClient(server.url, key).call(
      'Encrypt',
      { KeyId: 'none', Plaintext: Buffer.from('p') },
      { date: clock },
    );
    expect(denied.status).not.toBe(200);
    expect(await usageOf(key.id)).toMatchObject({ LastUse: { Operation: 'kms-instance:Encrypt' }, Reason: 'InUse' });
  });

  test('that ends soon, and has ended', async () => {
    const key = await makeClientKey(server.root, [{}], { NotBefore: '2024-01-01T00:00:00Z', NotAfter: inDays(10) });
    expect(await usageOf(key.id)).toMatchObject({ State: 'ExpiresSoon' });
    expect(await usageOf(key.id, { ExpiresWithinDays: 10, State: 'ExpiresSoon' })).toBeDefined();
    expect(await usageOf(key.id, { ExpiresWithinDays: 9 })).toMatchObject({ State: 'Valid' });
    expect(await usageOf(key.id, { ExpiresWithinDays: 9, State: 'ExpiresSoon' })).toBeUndefined();
    const names = (await listed({ State: 'Expired' })).AccessPoints.map(({ AapName }) => AapName);
    expect(names).toContain(key.accessPoint);
    pass(11);
    expect(await usageOf(key.id, { State: 'Expired' })).toMatchObject({ SafeToDelete: true, Reason: 'Expired' });
  });

  test('that is not valid yet is kept, and has its days from when it is', async () => {
    const key = await makeClientKey(server.root, [{}], { NotBefore: inDays(40), NotAfter: inDays(400) });
    pass(39);
    expect(await usageOf(key.id)).toMatchObject({ State: 'NotYetValid', SafeToDelete: false, Reason: 'NotYetValid' });
    pass(2);
    expect(await usageOf(key.id)).toMatchObject({ State: 'Valid', SafeToDelete: false, Reason: 'New' });
    pass(30);
    expect(await usageOf(key.id)).toMatchObject({ SafeToDelete: true, Reason: 'Unused' });
  });

  test('from before uses were recorded is not said to be unused', async () => {
    const key = await makeClientKey(server.root);
    const { store } = server.running;
    const began = clock;
    await store.commit(kmsStore(store).clientKeys.markUsed(key.id, { at: began, operation: '', sourceAddress: '' }));
    pass(5);
    const usage = await usageOf(key.id);
    expect(usage).toMatchObject({ RecordedSince: seconds(began), SafeToDelete: false, Reason: 'RecordTooShort' });
    expect(usage).not.toHaveProperty('LastUse');
    expect(await usageOf(key.id, { UnusedForDays: 5 })).toMatchObject({ SafeToDelete: true, Reason: 'Unused' });
  });
});

test('keys of an access point or of the account, as ListClientKeys lists them', async () => {
  const { accessPoint } = await makeClientKey(server.root);
  await kmsOk(server.root, 'CreateClientKey', { AapName: accessPoint, Password: 'aap-Passw0rd' });
  for (const parameters of [{ AapName: accessPoint }, {}]) {
    const idsOf = (keys: unknown) => (keys as Usage[]).map(({ ClientKeyId }) => ClientKeyId);
    const { ClientKeys } = await kmsOk(server.root, 'ListClientKeys', parameters, { method: 'GET' });
    expect(idsOf((await listed(parameters)).ClientKeys)).toEqual(idsOf(ClientKeys));
  }
  const { AccessPoints } = await listed({ AapName: accessPoint });
  expect(AccessPoints).toEqual([{ AapName: accessPoint, ClientKeyNumber: 2 }]);
});

test('what another account has, and what is not there, is not found', async () => {
  const { accessPoint } = await makeClientKey(server.root);
  expect(await list({ AapName: accessPoint }, server.otherAccount)).toEqual(notFound);
  expect(await list({ AapName: 'nowhere' })).toEqual(notFound);
  const { body } = await list({}, server.otherAccount);
  expect(body).toMatchObject({ ClientKeys: [], AccessPoints: [] });
});

test.each([
  ['State', 'Old'],
  ['ExpiresWithinDays', -1],
  ['ExpiresWithinDays', 36_501],
  ['UnusedForDays', 0],
  ['UnusedForDays', 'many'],
])('%s = %s is refused by name', async (name, value) => {
  expect(await list({ [name]: value })).toEqual(invalid(name));
});
