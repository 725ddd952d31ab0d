import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { instanceNotFound, providedId } from '../instances/instance-calls.js';
import { invalid, kms, missing, ok } from '../kms-calls.js';
import { aliasUnsupported, describeKey, keyNotFound, makeKey } from './key-calls.js';

const server = useTestServer();
const set = (parameters: object, client = server.root) =>
  kms(client, 'SetDeletionProtection', parameters as Record<string, unknown>);
const shown = async (KeyId: string) => {
  const { DeletionProtection, DeletionProtectionDescription } = await describeKey(server.root, KeyId);
  return [DeletionProtection, DeletionProtectionDescription];
};

test('a key is protected, told why, and not any more', async () => {
  const { KeyId, Arn } = await makeKey(server.root);
  const why = { EnableDeletionProtection: true, DeletionProtectionDescription: '在用' };
  expect(await set({ ProtectedResourceArn: Arn, ...why })).toEqual(ok());
  expect(await shown(KeyId)).toEqual(['Enabled', '在用']);
  expect(await set({ KeyId, EnableDeletionProtection: true })).toEqual(ok());
  expect(await shown(KeyId)).toEqual(['Enabled', '']);
  expect(await set({ KeyId, ...why, EnableDeletionProtection: false })).toEqual(ok());
  expect(await shown(KeyId)).toEqual(['Disabled', undefined]);
});

test('a policy counts for the key or the instance that is named', async () => {
  const { KeyId, Arn } = await makeKey(server.root);
  const id = await providedId(server.root);
  const allowed = (name: string, resource: string) => {
    const Statement = [{ Effect: 'Allow', Action: 'kms:SetDeletionProtection', Resource: `acs:kms:*:*:${resource}` }];
    return server.user(name, { Version: '1', Statement });
  };
  const ofKey = await allowed('of-key', `key/${KeyId}`);
  const ofInstance = await allowed('of-instance', `keystore/${id}`);
  const off = { EnableDeletionProtection: false };
  expect(await set({ ...off, KeyId }, ofKey)).toEqual(ok());
  expect(await set({ ...off, ProtectedResourceArn: Arn }, ofKey)).toEqual(ok());
  expect(await set({ ...off, KmsInstanceId: id }, ofInstance)).toEqual(ok());
  expect(await set({ ...off, KeyId }, ofInstance)).toMatchObject({ status: 403 });
  expect(await set({ ...off, KmsInstanceId: id }, ofKey)).toMatchObject({ status: 403 });
});

test('refused', async () => {
  const { KeyId, Arn } = await makeKey(server.root);
  const on = { EnableDeletionProtection: true };
  expect(await set({ KeyId })).toEqual(missing('EnableDeletionProtection'));
  expect(await set(on)).toEqual(missing('KeyId'));
  expect(await set({ ...on, KmsInstanceId: 'kst-1', KeyId })).toEqual(
    invalid('KeyId', 'must not be given together with KmsInstanceId'),
  );
  expect(await set({ ...on, KeyId, ProtectedResourceArn: Arn })).toEqual(
    invalid('KeyId', 'must not be given together with ProtectedResourceArn'),
  );
  expect(await set({ ...on, KmsInstanceId: 'kst-none' })).toEqual(instanceNotFound);
  const id = await providedId(server.root);
  expect(await set({ ...on, KmsInstanceId: id }, server.otherAccount)).toEqual(instanceNotFound);
  expect(await set({ ...on, KeyId: 'alias/a' })).toEqual(aliasUnsupported);
  expect(await set({ ...on, ProtectedResourceArn: Arn }, server.otherAccount)).toEqual(keyNotFound);
  expect(await shown(KeyId)).toEqual(['Disabled', undefined]);
});
