import { beforeAll, describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { kms, kmsOk, missing, notFound, ok } from '../kms-calls.js';

let clock: Date | undefined;
let created: Readonly<Record<string, unknown>>;
const server = useTestServer({ now: () => clock ?? new Date() });
beforeAll(async () => {
  for (const Name of ['shop', 'other']) {
    await kmsOk(server.root, 'CreateApplicationAccessPoint', { Name, Policies: '["p"]' });
  }
  created = await kmsOk(server.root, 'CreateClientKey', {
    AapName: 'shop',
    Password: 'aap-Passw0rd',
    NotBefore: '2023-08-31T17:14:33Z',
    NotAfter: '2043-08-31T17:14:33Z',
  });
});

const get = (parameters: object, client = server.root, date?: Date) =>
  kms(client, 'GetClientKey', parameters as Record<string, unknown>, { method: 'GET', date });

test('the answer has the nine fields of the page and no others', async () => {
  const { body } = await server.root.call(
    '2016-01-20',
    'GetClientKey',
    { ClientKeyId: created.ClientKeyId },
    { method: 'GET' },
  );
  expect(Object.keys(body).sort()).toEqual(
    [
      'RequestId',
      'ClientKeyId',
      'CreateTime',
      'KeyAlgorithm',
      'KeyOrigin',
      'PublicKeyData',
      'NotAfter',
      'NotBefore',
      'AapName',
    ].sort(),
  );
});

test.each(['GET', 'POST'] as const)('a client key is told by %s', async method => {
  const { ClientKeyId } = created;
  const answer = await kms(server.root, 'GetClientKey', { ClientKeyId }, { method });
  expect(answer).toEqual(
    ok({
      ClientKeyId,
      AapName: 'shop',
      CreateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      KeyAlgorithm: 'RSA_2048',
      KeyOrigin: 'KMS_PROVIDED',
      PublicKeyData: expect.stringMatching(
        /^-----BEGIN CERTIFICATE-----\n([A-Za-z0-9+/]{64}\n)+[A-Za-z0-9+/]{1,63}=*\n-----END CERTIFICATE-----\n$/,
      ),
      NotBefore: '2023-08-31T17:14:33Z',
      NotAfter: '2043-08-31T17:14:33Z',
    }),
  );
  const createdAt = Date.parse(answer.body.CreateTime as string);
  expect(Math.abs(Date.now() - createdAt)).toBeLessThan(60_000);
});

test('with the old signature a GET has everything in its query', async () => {
  const { ClientKeyId } = created;
  const answer = await kms(server.root, 'GetClientKey', { ClientKeyId }, { method: 'GET', signature: 'v1' });
  expect(answer).toMatchObject({ status: 200, body: { AapName: 'shop' } });
});

test('an expired client key is still told', async () => {
  clock = new Date('2044-01-01T00:00:00Z');
  try {
    const { ClientKeyId } = created;
    expect(await get({ ClientKeyId }, server.root, clock)).toMatchObject({ status: 200, body: { ClientKeyId } });
  } finally {
    clock = undefined;
  }
});

describe('what is not there', () => {
  test.each([
    'KAAP.66abf237-63f6-4625-b8cf-47e1086e0000',
    'KAAP.66ABF237-63F6-4625-B8CF-47E1086E0000',
    '66abf237-63f6-4625-b8cf-47e1086e0000',
    'KAAP.66abf237-63f6-4625-b8cf-47e1086e****',
    "' or 1=1 --",
    'x'.repeat(5000),
  ])('%j is not found', async ClientKeyId => {
    expect(await get({ ClientKeyId })).toEqual(notFound);
  });

  test("another account's client key is not found", async () => {
    expect(await get({ ClientKeyId: created.ClientKeyId }, server.otherAccount)).toEqual(notFound);
  });

  test('the id is needed', async () => {
    expect(await get({})).toEqual(missing('ClientKeyId'));
    expect(await get({ ClientKeyId: '' })).toEqual(missing('ClientKeyId'));
  });
});

test('permission is asked for the access point that the key belongs to', async () => {
  const arn = (name: string) => `acs:kms:cn-hangzhou:${server.accountId}:applicationaccesspoint/${name}`;
  const document = {
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: 'kms:GetClientKey', Resource: arn('other') }],
  };
  const user = await server.user('reader', document);
  const other = await kmsOk(server.root, 'CreateClientKey', { AapName: 'other', Password: 'aap-Passw0rd' });

  expect(await get({ ClientKeyId: other.ClientKeyId }, user)).toMatchObject({ status: 200 });
  expect(await get({ ClientKeyId: created.ClientKeyId }, user)).toMatchObject({
    status: 403,
    body: {
      Code: 'Forbidden.NoPermission',
      Message: 'This operation is forbidden by permission system.',
      AccessDeniedDetail: { AuthAction: 'kms:GetClientKey', AuthResource: arn('*') },
    },
  });
});
