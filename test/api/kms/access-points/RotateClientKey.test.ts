import { createPrivateKey } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { type ClientKey, InstanceClient } from '../../../instance-client.js';
import { useTestServer } from '../../../use-test-server.js';
import { makeClientKey } from '../../kms-instance/use-instance.js';
import { error, invalid, kms, kmsOk, missing, notFound } from '../kms-calls.js';
import { openKeyFile } from './key-file.js';

const MINUTE = 60_000;
const Password = 'next-Passw0rd';

let clock = new Date();
const server = useTestServer({ now: () => clock });
beforeEach(() => {
  clock = new Date();
});
const pass = (minutes: number) => {
  clock = new Date(clock.getTime() + minutes * MINUTE);
};
const seconds = (time: Date) => `${time.toISOString().slice(0, 19)}Z`;

const rotate = (parameters: Record<string, unknown>, client = server.root) =>
  kms(client, 'RotateClientKey', parameters, { date: clock });
const random = async (key: ClientKey): Promise<string> => {
  const answer = await new InstanceClient(server.url, key).call('GenerateRandom', { Length: 1 }, { date: clock });
  return answer.status === 200 ? 'OK' : String(answer.body.ErrorCode);
};
const opened = ({ ClientKeyId, PrivateKeyData }: Readonly<Record<string, unknown>>): ClientKey => {
  const { privateKey } = openKeyFile(String(PrivateKeyData), Password)!;
  return {
    id: String(ClientKeyId),
    privateKey: createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  };
};
const idsOf = async (AapName: string) => {
  const { ClientKeys } = await kmsOk(server.root, 'ListClientKeys', { AapName }, { method: 'GET', date: clock });
  return (ClientKeys as { ClientKeyId: string }[]).map(({ ClientKeyId }) => ClientKeyId);
};

test('with an overlap both work, then the new one alone', async () => {
  const old = await makeClientKey(server.root);
  const { status, body } = await rotate({ ClientKeyId: old.id, Password, OverlapHours: 1 });
  expect({ status, body }).toEqual({
    status: 200,
    body: {
      ClientKeyId: expect.stringMatching(/^KAAP\./),
      KeyAlgorithm: 'RSA_2048',
      PrivateKeyData: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/),
      NotBefore: seconds(clock),
      NotAfter: expect.any(String),
      ReplacedNotAfter: seconds(new Date(clock.getTime() + 60 * MINUTE)),
    },
  });
  const key = opened(body);
  expect(await idsOf(old.accessPoint)).toEqual([key.id, old.id]);
  pass(59);
  expect([await random(key), await random(old)]).toEqual(['OK', 'OK']);
  pass(2);
  expect([await random(key), await random(old)]).toEqual(['OK', 'Forbidden.NoPermission']);
  expect(server.log).not.toContain(String(body.PrivateKeyData).slice(0, 60));
});

test('a key that ends before the overlap keeps its end', async () => {
  const NotAfter = seconds(new Date(clock.getTime() + 30 * MINUTE));
  const old = await makeClientKey(server.root, [{}], { NotBefore: '2024-01-01T00:00:00Z', NotAfter });
  const { body } = await rotate({ ClientKeyId: old.id, Password, OverlapHours: 1 });
  expect(body).toMatchObject({ ReplacedNotAfter: NotAfter });
  expect(await kmsOk(server.root, 'GetClientKey', { ClientKeyId: old.id })).toMatchObject({ NotAfter });
});

test('without an overlap the old one is gone, also where there are three', async () => {
  const old = await makeClientKey(server.root);
  const more = { AapName: old.accessPoint, Password };
  for (let i = 0; i < 2; i++) await kmsOk(server.root, 'CreateClientKey', more);
  const full = error(
    'Rejected.LimitExceeded',
    'The request was rejected because user create resource limit was exceeded.',
    400,
  );
  const before = await idsOf(old.accessPoint);
  expect(await rotate({ ClientKeyId: old.id, Password, OverlapHours: 24 })).toEqual(full);
  expect(await idsOf(old.accessPoint)).toEqual(before);
  const { status, body } = await rotate({ ClientKeyId: old.id, Password, OverlapHours: 0 });
  expect(status).toBe(200);
  expect(body).not.toHaveProperty('ReplacedNotAfter');
  expect([await random(opened(body)), await random(old)]).toEqual(['OK', 'Unauthorized']);
  expect(await idsOf(old.accessPoint)).toHaveLength(3);
});

test('what is refused changes nothing', async () => {
  const { id: ClientKeyId, accessPoint } = await makeClientKey(server.root);
  const asked = { ClientKeyId, Password, OverlapHours: 1 };
  for (const name of Object.keys(asked)) {
    expect(await rotate({ ...asked, [name]: undefined })).toEqual(missing(name));
  }
  for (const OverlapHours of [-1, 8761, '1.5']) {
    expect(await rotate({ ...asked, OverlapHours })).toEqual(invalid('OverlapHours'));
  }
  for (const weak of ['Sh0rt', 'onlyletters', 'with a blank 1']) {
    expect(await rotate({ ...asked, Password: weak })).toEqual(invalid('Password'));
  }
  expect(await rotate({ ...asked, ClientKeyId: 'KAAP.66abf237-63f6-4625-b8cf-47e1086e0000' })).toEqual(notFound);
  expect(await rotate(asked, server.otherAccount)).toEqual(notFound);
  expect(await idsOf(accessPoint)).toEqual([ClientKeyId]);
});

test('permission is asked for the access point that the key belongs to', async () => {
  const [one, other] = [await makeClientKey(server.root), await makeClientKey(server.root)];
  const Resource = `acs:kms:cn-hangzhou:${server.accountId}:applicationaccesspoint/${one.accessPoint}`;
  const user = await server.user('rotates-one', {
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: 'kms:RotateClientKey', Resource }],
  });
  const asked = { Password, OverlapHours: 1 };
  expect(await rotate({ ...asked, ClientKeyId: one.id }, user)).toMatchObject({ status: 200 });
  expect(await rotate({ ...asked, ClientKeyId: other.id }, user)).toMatchObject({ status: 403 });
});
