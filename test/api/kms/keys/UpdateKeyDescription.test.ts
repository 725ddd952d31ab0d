import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { invalid, kms, missing, ok } from '../kms-calls.js';
import { aliasUnsupported, describeKey, keyNotFound, makeKey } from './key-calls.js';

const server = useTestServer();

test('the description is another, and an empty one takes it away', async () => {
  const { KeyId } = await makeKey(server.root, { Description: 'first' });
  for (const Description of ['第二', '']) {
    expect(await kms(server.root, 'UpdateKeyDescription', { KeyId, Description })).toEqual(ok());
    expect((await describeKey(server.root, KeyId)).Description).toBe(Description);
  }
});

test('refused', async () => {
  const { KeyId } = await makeKey(server.root, { Description: 'first' });
  const update = (parameters: Record<string, unknown>, client = server.root) =>
    kms(client, 'UpdateKeyDescription', parameters);
  expect(await update({ KeyId })).toEqual(missing('Description'));
  expect(await update({ KeyId, Description: 'x'.repeat(8193) })).toEqual(
    invalid('Description', 'must be at most 8192 characters long'),
  );
  expect(await update({ KeyId: 'alias/a', Description: '' })).toEqual(aliasUnsupported);
  expect(await update({ KeyId, Description: '' }, server.otherAccount)).toEqual(keyNotFound);
  expect((await describeKey(server.root, KeyId)).Description).toBe('first');
});
