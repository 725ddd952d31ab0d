import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { kms, missing, ok } from '../kms-calls.js';
import { aliasUnsupported, describeKey, keyNotFound, makeKey } from './key-calls.js';

const server = useTestServer();

test.each([
  ['EnableKey', 'Enabled'],
  ['DisableKey', 'Disabled'],
])('%s leaves the key %s, also when it is so already', async (action, state) => {
  const { KeyId, Arn } = await makeKey(server.root);
  await kms(server.root, action === 'EnableKey' ? 'DisableKey' : 'EnableKey', { KeyId });
  for (const name of [KeyId, Arn]) {
    expect(await kms(server.root, action, { KeyId: name })).toEqual(ok());
    expect((await describeKey(server.root, KeyId)).KeyState).toBe(state);
  }
});

test('automatic rotation is suspended while the key is disabled', async () => {
  const { KeyId } = await makeKey(server.root, { EnableAutomaticRotation: true, RotationInterval: '30d' });
  const shown = async () => {
    const { AutomaticRotation, RotationInterval, NextRotationDate } = await describeKey(server.root, KeyId);
    return { AutomaticRotation, RotationInterval, NextRotationDate };
  };
  const before = await shown();
  expect(before).toMatchObject({ AutomaticRotation: 'Enabled', RotationInterval: '2592000s' });
  await kms(server.root, 'DisableKey', { KeyId });
  expect(await shown()).toEqual({ ...before, AutomaticRotation: 'Suspended' });
  await kms(server.root, 'EnableKey', { KeyId });
  expect(await shown()).toEqual(before);
});

test.each(['EnableKey', 'DisableKey', 'CancelKeyDeletion'])(
  '%s needs a key of the account, and no alias',
  async action => {
    const { KeyId } = await makeKey(server.root);
    expect(await kms(server.root, action)).toEqual(missing('KeyId'));
    expect(await kms(server.root, action, { KeyId: 'alias/a' })).toEqual(aliasUnsupported);
    expect(await kms(server.root, action, { KeyId: 'key-none' })).toEqual(keyNotFound);
    expect(await kms(server.otherAccount, action, { KeyId })).toEqual(keyNotFound);
    expect((await describeKey(server.root, KeyId)).KeyState).toBe('Enabled');
  },
);
