import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { aliasUnsupported, describeKey, keyNotFound, makeKey } from '../keys/key-calls.js';
import { error, kms, kmsOk, missing, ok } from '../kms-calls.js';
import { importMaterial, MATERIAL, makeImported, unsupportedOrigin } from './import-calls.js';

const server = useTestServer();
const pendingImport = error(
  'Rejected.PendingImport',
  'The request was rejected because the key state is PendingImport.',
  409,
);

const remove = (KeyId: string, client = server.root) => kms(client, 'DeleteKeyMaterial', { KeyId });

test('the key waits for its material, and takes the same again', async () => {
  const { KeyId } = await makeImported(server.root);
  const { CiphertextBlob } = await kmsOk(server.root, 'Encrypt', { KeyId, Plaintext: 'p' });
  const { PrimaryKeyVersion, Arn } = await describeKey(server.root, KeyId);
  expect(await remove(Arn ?? '')).toEqual(ok());
  const waiting = await describeKey(server.root, KeyId);
  expect([waiting.KeyState, waiting.PrimaryKeyVersion, waiting.MaterialExpireTime]).toEqual([
    'PendingImport',
    undefined,
    '',
  ]);
  expect(await kms(server.root, 'Decrypt', { CiphertextBlob })).toEqual(pendingImport);
  expect(await kms(server.root, 'Encrypt', { KeyId, Plaintext: 'p' })).toEqual(pendingImport);
  const rows = await server.running.store.db
    .selectFrom('kms_key_versions')
    .select('sealed_material')
    .where('key_id', '=', KeyId)
    .execute();
  expect(rows).toEqual([{ sealed_material: null }]);

  expect(await remove(KeyId)).toEqual(ok());
  expect(await importMaterial(server.root, KeyId, MATERIAL)).toEqual(ok());
  expect(await describeKey(server.root, KeyId)).toMatchObject({ KeyState: 'Enabled', PrimaryKeyVersion });
  expect(await kmsOk(server.root, 'Decrypt', { CiphertextBlob })).toMatchObject({ Plaintext: 'p' });
});

test('a key that waits for its first material, and a disabled one', async () => {
  const { KeyId } = await makeKey(server.root, { Origin: 'EXTERNAL' });
  expect(await remove(KeyId)).toEqual(ok());
  expect(await describeKey(server.root, KeyId)).toMatchObject({ KeyState: 'PendingImport' });
  const disabled = await makeImported(server.root);
  await kmsOk(server.root, 'DisableKey', { KeyId: disabled.KeyId });
  expect(await remove(disabled.KeyId)).toEqual(ok());
  expect(await describeKey(server.root, disabled.KeyId)).toMatchObject({ KeyState: 'PendingImport' });
});

test('a key that is scheduled for deletion stays so, and waits for material when it is kept', async () => {
  const { KeyId } = await makeImported(server.root);
  await kmsOk(server.root, 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
  const { DeleteDate } = await describeKey(server.root, KeyId);
  expect(await remove(KeyId)).toEqual(ok());
  expect(await describeKey(server.root, KeyId)).toMatchObject({ KeyState: 'PendingDeletion', DeleteDate });
  await kmsOk(server.root, 'CancelKeyDeletion', { KeyId });
  expect(await describeKey(server.root, KeyId)).toMatchObject({ KeyState: 'PendingImport' });
});

test('a key of another account, none, one whose material is made here, an alias and nothing are refused', async () => {
  const { KeyId } = await makeImported(server.root);
  expect(await remove(KeyId, server.otherAccount)).toEqual(keyNotFound);
  expect(await remove('key-none')).toEqual(keyNotFound);
  expect(await remove('alias/none')).toEqual(aliasUnsupported);
  expect(await remove('')).toEqual(missing('KeyId'));
  expect(await remove((await makeKey(server.root)).KeyId)).toEqual(unsupportedOrigin);
  expect(await kms(server.root, 'Encrypt', { KeyId, Plaintext: 'p' })).toMatchObject({ status: 200 });
});
