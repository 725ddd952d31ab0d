/** Keys that are in a KMS instance: made there, shown, listed, used, imported. */
import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { importMaterial, MATERIAL } from '../import/import-calls.js';
import {
  addInstance,
  connectInstance,
  instanceNotFound,
  providedId,
  wrongInstanceState,
} from '../instances/instance-calls.js';
import { invalid, kms, kmsOk, ok } from '../kms-calls.js';
import { describeKey, makeKey } from './key-calls.js';

const server = useTestServer();

test('a key in an instance says so, is listed by it, and works as any other', async () => {
  const [id, other] = [await connectInstance(server), await providedId(server.root)];
  const key = await makeKey(server.root, { DKMSInstanceId: id });
  expect(key).toMatchObject({ DKMSInstanceId: id, Arn: `acs:kms:cn-hangzhou:${server.accountId}:key/${key.KeyId}` });
  expect(await describeKey(server.root, key.KeyId)).toMatchObject({ DKMSInstanceId: id });
  const elsewhere = await makeKey(server.root, { DKMSInstanceId: other, KeySpec: 'EC_P256' });
  const nowhere = await makeKey(server.root);
  expect(nowhere.DKMSInstanceId).toBeUndefined();

  const listed = async (...Values: string[]) => {
    const Filters = JSON.stringify([{ Key: 'DKMSInstanceId', Values }]);
    const { Keys, TotalCount } = await kmsOk(server.root, 'ListKeys', { Filters });
    return [(Keys as { Key: { KeyId: string }[] }).Key.map(it => it.KeyId).toSorted(), TotalCount];
  };
  expect(await listed(id)).toEqual([[key.KeyId], 1]);
  expect(await listed(id, other)).toEqual([[key.KeyId, elsewhere.KeyId].toSorted(), 2]);
  expect(await listed('kst-none')).toEqual([[], 0]);

  const { CiphertextBlob } = await kmsOk(server.root, 'Encrypt', { KeyId: key.KeyId, Plaintext: 'p' });
  expect(await kmsOk(server.root, 'Decrypt', { CiphertextBlob })).toMatchObject({ Plaintext: 'p' });
});

test('material can be imported into a key in an instance', async () => {
  const { KeyId } = await makeKey(server.root, { DKMSInstanceId: await providedId(server.root), Origin: 'EXTERNAL' });
  expect(await importMaterial(server.root, KeyId, MATERIAL)).toEqual(ok());
});

test('an instance that is not connected, of another account, or not there takes none', async () => {
  const create = (DKMSInstanceId: string) => kms(server.root, 'CreateKey', { DKMSInstanceId });
  expect(await create(await addInstance(server))).toEqual(wrongInstanceState);
  expect(await create(await providedId(server.otherAccount))).toEqual(instanceNotFound);
  expect(await create('kst-none')).toEqual(instanceNotFound);
  expect(await create('none')).toEqual(invalid('DKMSInstanceId'));
});
