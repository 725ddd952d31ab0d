import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { invalid, kms, missing, ok } from '../kms-calls.js';
import { aliasUnsupported, describeKey, keyNotFound, makeKey, unsupportedOperation } from './key-calls.js';

const server = useTestServer();
const update = (parameters: object, client = server.root) =>
  kms(client, 'UpdateRotationPolicy', parameters as Record<string, unknown>);

test.each([
  ['7d', '604800s'],
  ['730d', '63072000s'],
  ['168h', '604800s'],
  ['604800s', '604800s'],
])('every %s, and not any more', async (RotationInterval, shown) => {
  const { KeyId, CreationDate = '' } = await makeKey(server.root);
  expect(await update({ KeyId, EnableAutomaticRotation: true, RotationInterval })).toEqual(ok());
  const next = new Date(Date.parse(CreationDate) + Number.parseInt(shown, 10) * 1000);
  expect(await describeKey(server.root, KeyId)).toMatchObject({
    AutomaticRotation: 'Enabled',
    RotationInterval: shown,
    NextRotationDate: next.toISOString().replace('.000', ''),
  });
  expect(await update({ KeyId, EnableAutomaticRotation: false })).toEqual(ok());
  const off = await describeKey(server.root, KeyId);
  expect([off.AutomaticRotation, off.RotationInterval, off.NextRotationDate]).toEqual([
    'Disabled',
    undefined,
    undefined,
  ]);
});

test('refused', async () => {
  const { KeyId } = await makeKey(server.root);
  const on = { KeyId, EnableAutomaticRotation: true };
  expect(await update({ KeyId })).toEqual(missing('EnableAutomaticRotation'));
  expect(await update(on)).toEqual(missing('RotationInterval'));
  for (const RotationInterval of ['6d', '731d', '0d', '30', '1y', '-7d', '999999999d']) {
    expect(await update({ ...on, RotationInterval })).toEqual(invalid('RotationInterval'));
  }
  const every = { EnableAutomaticRotation: true, RotationInterval: '30d' };
  expect(await update({ KeyId: 'alias/a', ...every })).toEqual(aliasUnsupported);
  expect(await update({ KeyId, ...every }, server.otherAccount)).toEqual(keyNotFound);
  for (const KeySpec of ['RSA_2048', 'HMAC_SHA_256']) {
    const other = await makeKey(server.root, { KeySpec });
    expect(await update({ KeyId: other.KeyId, ...every })).toEqual(unsupportedOperation);
  }
  expect((await describeKey(server.root, KeyId)).AutomaticRotation).toBe('Disabled');
});
