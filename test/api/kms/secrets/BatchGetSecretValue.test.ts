import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { invalid, kms, kmsOk, missing } from '../kms-calls.js';
import { makeSecret, put } from './secret-calls.js';

const server = useTestServer();
const batch = (SecretsList: unknown, client = server.root) =>
  kms(client, 'BatchGetSecretValue', { SecretsList: JSON.stringify(SecretsList) });

test('values in the order asked for, and what cannot be read beside them', async () => {
  const one = await makeSecret(server.root, { SecretData: 'one' });
  const two = await makeSecret(server.root, { SecretData: 'two' });
  const gone = await makeSecret(server.root);
  await put(server.root, two, 'v2', { SecretData: 'second' });
  await kmsOk(server.root, 'DeleteSecret', { SecretName: gone });
  const { body } = await batch([
    { SecretName: two, VersionStage: 'ACSPrevious', FetchExtendedConfig: 'true' },
    { SecretName: 'none' },
    { SecretName: one },
    { SecretName: gone },
    { SecretName: two, VersionId: 'v2' },
  ]);
  const values = body.SecretValues as Record<string, unknown>[];
  expect(values.map(it => [it.SecretName, it.SecretData, it.VersionStages])).toEqual([
    [two, 'two', { VersionStage: ['ACSPrevious'] }],
    [one, 'one', { VersionStage: ['ACSCurrent'] }],
    [two, 'second', { VersionStage: ['ACSCurrent'] }],
  ]);
  expect(new Set(values.map(it => it.RequestId)).size).toBe(1);
  const failed = (SecretName: string, Code: string, HttpStatus: number, Message: string) => ({
    SecretName,
    Code,
    HttpStatus,
    Message,
  });
  expect(body.Errors).toEqual([
    failed('none', 'Forbidden.ResourceNotFound', 404, 'Resource not found.'),
    failed(gone, 'Rejected.ResourceInDeleteWindow', 409, 'The secret is planned to be deleted.'),
  ]);
});

test('each of the secrets needs its permission', async () => {
  const one = await makeSecret(server.root);
  const two = await makeSecret(server.root);
  const Resource = `acs:kms:*:*:secret/${one}`;
  const Statement = [{ Effect: 'Allow', Action: 'kms:GetSecretValue', Resource }];
  const reader = await server.user('reader', { Version: '1', Statement });
  expect(await batch([{ SecretName: one }], reader)).toMatchObject({ status: 200 });
  expect(await batch([{ SecretName: one }, { SecretName: two }], reader)).toMatchObject({
    status: 403,
    body: { AccessDeniedDetail: { AuthAction: 'kms:GetSecretValue' } },
  });
  expect(await batch([{ SecretName: one }], server.otherAccount)).toMatchObject({
    body: { SecretValues: [], Errors: [{ Code: 'Forbidden.ResourceNotFound' }] },
  });
});

test('1 to 20 secrets', async () => {
  const SecretName = await makeSecret(server.root);
  const many = (count: number) => Array.from({ length: count }, () => ({ SecretName }));
  expect((await batch(many(20))).body.SecretValues).toHaveLength(20);
  expect(await batch(many(21))).toEqual(invalid('SecretsList'));
  expect(await batch([])).toEqual(expect.objectContaining({ status: 400 }));
  expect(await batch([{}])).toEqual(missing('SecretsList.1.SecretName'));
  expect(await kms(server.root, 'BatchGetSecretValue')).toEqual(missing('SecretsList'));
});
