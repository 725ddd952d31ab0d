import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
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

test('refused', async () => {
  const { KeyId, Arn } = await makeKey(server.root);
  const on = { EnableDeletionProtection: true };
  expect(await set({ KeyId })).toEqual(missing('EnableDeletionProtection'));
  expect(await set(on)).toEqual(missing('KeyId'));
  expect(await set({ ...on, KmsInstanceId: 'kst-1', KeyId })).toEqual(invalid('KmsInstanceId'));
  expect(await set({ ...on, KeyId, ProtectedResourceArn: Arn })).toEqual(invalid('KeyId'));
  expect(await set({ ...on, KeyId: 'alias/a' })).toEqual(aliasUnsupported);
  expect(await set({ ...on, ProtectedResourceArn: Arn }, server.otherAccount)).toEqual(keyNotFound);
  expect(await shown(KeyId)).toEqual(['Disabled', undefined]);
});
