import { expect, test } from 'vitest';
import { KeyDeletion } from '../../../../src/kms/keys/key-deletion.js';
import { SecretDeletion } from '../../../../src/kms/secrets/secret-deletion.js';
import { kmsStore } from '../../../../src/store/kms.js';
import { useTestServer } from '../../../use-test-server.js';
import { keyNotFound, makeKey } from '../keys/key-calls.js';
import { error, invalid, kms, kmsOk, missing, notFound, ok } from '../kms-calls.js';
import {
  addInstance,
  connectInstance,
  instanceNotFound,
  limitExceeded,
  providedId,
  shownInstance,
} from './instance-calls.js';

const server = useTestServer();

const refused = error(
  'Rejected.StateModifiedFailed',
  'The instance or a key in it is protected from deletion, or it holds keys or secrets.',
  409,
);
const FORCED = { ForceDeleteWithoutBackup: 'true' };

const release = (KmsInstanceId: string, more: object = {}, client = server.root) =>
  kms(client, 'ReleaseKmsInstance', { KmsInstanceId, ...more });

const makeSecret = (SecretName: string, more: object) =>
  kms(server.root, 'CreateSecret', { SecretName, VersionId: 'v1', SecretData: 'value', ...more });

test('with force it ends with its keys, secrets and aliases, at once and for good', async () => {
  const id = await connectInstance(server);
  const inside = { DKMSInstanceId: id };
  const { KeyId } = await makeKey(server.root, inside);
  const leaving = await makeKey(server.root, inside);
  await kmsOk(server.root, 'ScheduleKeyDeletion', { KeyId: leaving.KeyId, PendingWindowInDays: 366 });
  await kmsOk(server.root, 'CreateAlias', { KeyId, AliasName: 'alias/released' });
  const { CiphertextBlob } = await kmsOk(server.root, 'Encrypt', { KeyId, Plaintext: 'p' });
  await makeSecret('released', inside);
  await makeSecret('outside', { EncryptionKeyId: KeyId });
  const { KeyId: outside } = await makeKey(server.root);

  expect(await release(id, { ForceDeleteWithoutBackup: 'False' })).toEqual(refused);
  expect(await release(id)).toEqual(refused);
  expect(await kms(server.root, 'Decrypt', { CiphertextBlob })).toMatchObject({ status: 200 });

  expect(await release(id, { ForceDeleteWithoutBackup: 'True' })).toEqual(ok());
  expect(await kms(server.root, 'GetKmsInstance', { KmsInstanceId: id })).toEqual(instanceNotFound);
  expect(await release(id, FORCED)).toEqual(instanceNotFound);
  for (const gone of [KeyId, leaving.KeyId]) {
    expect(await kms(server.root, 'DescribeKey', { KeyId: gone })).toEqual(keyNotFound);
    expect(await kms(server.root, 'CancelKeyDeletion', { KeyId: gone })).toEqual(keyNotFound);
  }
  expect(await kms(server.root, 'Decrypt', { CiphertextBlob })).toEqual(keyNotFound);
  expect(await kms(server.root, 'GetSecretValue', { SecretName: 'released' })).toEqual(notFound);
  expect(await kms(server.root, 'RestoreSecret', { SecretName: 'released' })).toEqual(notFound);
  expect(await kms(server.root, 'GetSecretValue', { SecretName: 'outside' })).toEqual(keyNotFound);
  expect(await kms(server.root, 'ListKeys', { PageSize: 100 })).toMatchObject({
    body: { TotalCount: 1, Keys: { Key: [{ KeyId: outside }] } },
  });

  const { store } = server.running;
  const keys = new KeyDeletion(kmsStore(store).keys, {
    commit: change => store.commit(change),
    erase: () => store.eraseDeleted(),
    passed: () => new Date(),
    onDeleted: () => {},
    onFault: fault => {
      throw fault;
    },
  });
  await keys.deleteDue(new Date());
  const options = { erase: () => store.eraseDeleted(), passed: () => new Date(), onFault: () => {} };
  await new SecretDeletion(kmsStore(store).secrets, options).deleteDue(new Date());
  for (const table of ['kms_keys', 'kms_secrets'] as const) {
    expect(await store.db.selectFrom(table).select('id').where('instance_id', '=', id).execute()).toEqual([]);
  }
  const aliases = store.db.selectFrom('kms_aliases').select('name').where('name', '=', 'released');
  expect(await aliases.execute()).toEqual([]);
});

test('without force only an empty one ends', async () => {
  expect(await release(await addInstance(server))).toEqual(ok());
  const id = await connectInstance(server);
  await makeSecret('in-the-way', { DKMSInstanceId: id });
  expect(await release(id)).toEqual(refused);
  await kmsOk(server.root, 'DeleteSecret', { SecretName: 'in-the-way', ForceDeleteWithoutRecovery: 'true' });
  expect(await release(id)).toEqual(ok());
});

test('protection of the instance, or of a key in it, stands in the way', async () => {
  const id = await connectInstance(server);
  const protect = (parameters: object, EnableDeletionProtection: boolean) =>
    kmsOk(server.root, 'SetDeletionProtection', { ...parameters, EnableDeletionProtection });
  await protect({ KmsInstanceId: id, DeletionProtectionDescription: 'in use' }, true);
  expect(await shownInstance(server.root, id)).toMatchObject({
    DeletionProtection: true,
    DeletionProtectionDescription: 'in use',
  });
  expect(await release(id, FORCED)).toEqual(refused);
  await protect({ KmsInstanceId: id, DeletionProtectionDescription: 'ignored' }, false);
  expect((await shownInstance(server.root, id)).DeletionProtectionDescription).toBeUndefined();
  const { KeyId } = await makeKey(server.root, { DKMSInstanceId: id });
  await protect({ KeyId }, true);
  expect(await release(id, FORCED)).toEqual(refused);
  expect(await kms(server.root, 'Encrypt', { KeyId, Plaintext: 'p' })).toMatchObject({ status: 200 });
  await protect({ KeyId }, false);
  expect(await release(id, FORCED)).toEqual(ok());
});

test('the instance that every account has, one of another account, none and nothing are refused', async () => {
  const unsupported = error('UnsupportedOperation', 'This action is not supported.', 400);
  expect(await release(await providedId(server.root), FORCED)).toEqual(unsupported);
  expect(await release(await addInstance(server), FORCED, server.otherAccount)).toEqual(instanceNotFound);
  expect(await release('kst-none')).toEqual(instanceNotFound);
  expect(await release('')).toEqual(missing('KmsInstanceId'));
  expect(await release('kst-none', { ForceDeleteWithoutBackup: 'yes' })).toEqual(invalid('ForceDeleteWithoutBackup'));
});

test('an instance takes as many keys and secrets as it may hold', async () => {
  const id = await connectInstance(server, { keys: 1, secrets: 1 });
  const inside = { DKMSInstanceId: id };
  await makeKey(server.root, inside);
  expect(await kms(server.root, 'CreateKey', inside)).toEqual(limitExceeded);
  expect(await makeSecret('first', inside)).toMatchObject({ status: 200 });
  expect(await makeSecret('second', inside)).toEqual(limitExceeded);
  expect(await kms(server.root, 'DescribeSecret', { SecretName: 'second' })).toEqual(notFound);
});
