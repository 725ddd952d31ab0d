import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { error, kms, kmsOk, missing, notFound, ok } from '../kms-calls.js';
import { inDeleteWindow, labels, makeSecret, put } from './secret-calls.js';

const server = useTestServer();
const move = (SecretName: string, VersionStage: string, versions: object, client = server.root) =>
  kms(client, 'UpdateSecretVersionStage', { SecretName, VersionStage, ...versions });
const mismatch = error('Rejected.InvalidRequest', 'param mismatch', 400);

test('a label is put on a version, moved and taken away', async () => {
  const SecretName = await makeSecret(server.root);
  await put(server.root, SecretName, 'v2');
  const done = ok({ SecretName });
  expect(await move(SecretName, 'Mine', { MoveToVersion: 'v1' })).toEqual(done);
  expect(await labels(server.root, SecretName)).toEqual([
    ['v2', ['ACSCurrent']],
    ['v1', ['ACSPrevious', 'Mine']],
  ]);
  expect(await move(SecretName, 'Mine', { RemoveFromVersion: 'v2', MoveToVersion: 'v1' })).toEqual(mismatch);
  expect(await move(SecretName, 'Mine', { RemoveFromVersion: 'v1', MoveToVersion: 'v2' })).toEqual(done);
  expect(await move(SecretName, 'Mine', { RemoveFromVersion: 'v1' })).toEqual(mismatch);
  expect(await move(SecretName, 'Mine', { RemoveFromVersion: 'v2' })).toEqual(done);
  expect(await move(SecretName, 'Mine', { RemoveFromVersion: 'v2' })).toEqual(mismatch);
  expect(await labels(server.root, SecretName)).toEqual([
    ['v2', ['ACSCurrent']],
    ['v1', ['ACSPrevious']],
  ]);
});

test('ACSPrevious follows ACSCurrent, and neither is taken away', async () => {
  const SecretName = await makeSecret(server.root);
  for (const id of ['v2', 'v3']) await put(server.root, SecretName, id);
  await move(SecretName, 'ACSCurrent', { MoveToVersion: 'v1' });
  expect(await labels(server.root, SecretName)).toEqual([
    ['v3', ['ACSPrevious']],
    ['v2', []],
    ['v1', ['ACSCurrent']],
  ]);
  await move(SecretName, 'ACSCurrent', { MoveToVersion: 'v1' });
  await move(SecretName, 'ACSPrevious', { MoveToVersion: 'v2' });
  expect(await labels(server.root, SecretName)).toEqual([
    ['v3', []],
    ['v2', ['ACSPrevious']],
    ['v1', ['ACSCurrent']],
  ]);
  for (const [label, version] of [
    ['ACSCurrent', 'v1'],
    ['ACSPrevious', 'v2'],
  ] as const) {
    expect(await move(SecretName, label, { RemoveFromVersion: version })).toEqual(missing('MoveToVersion'));
  }
});

test('refused', async () => {
  const SecretName = await makeSecret(server.root);
  const to = { MoveToVersion: 'v1' };
  expect(await move(SecretName, 'Mine', {})).toEqual(missing('MoveToVersion'));
  expect(await move(SecretName, 'Mine', { MoveToVersion: 'v9' })).toEqual(notFound);
  expect(await move(SecretName, 'Mine', { RemoveFromVersion: 'v9', ...to })).toEqual(notFound);
  expect(await move('none', 'Mine', to)).toEqual(notFound);
  expect(await move(SecretName, 'Mine', to, server.otherAccount)).toEqual(notFound);
  await kmsOk(server.root, 'DeleteSecret', { SecretName });
  expect(await move(SecretName, 'Mine', to)).toEqual(inDeleteWindow);
});
