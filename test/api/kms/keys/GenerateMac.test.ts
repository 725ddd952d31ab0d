/** MACs that openssl makes too, given the material: GenerateMac and VerifyMac. */
import { expect, test } from 'vitest';
import { isMissing, openssl, Scratch } from '../../../strangers/commands.js';
import { useTestServer } from '../../../use-test-server.js';
import { invalid, kms, kmsOk, missing, ok } from '../kms-calls.js';
import { aliasNotFound, disabled, keyNotFound, makeKey, unsupportedOperation } from './key-calls.js';
import { materialOf } from './unsealed-material.js';

const server = useTestServer();
const scratch = new Scratch();
const Message = Buffer.from('The quick brown fox').toString('base64');

const SPECS = [
  ['HMAC_SHA_224', 'SHA224', 28],
  ['HMAC_SHA_256', 'SHA256', 32],
  ['HMAC_SHA_384', 'SHA384', 48],
  ['HMAC_SHA_512', 'SHA512', 64],
  ['HMAC_SM3', 'SM3', 32],
] as const;

test.skipIf(isMissing('openssl', ['version'])).each(SPECS)('%s', async (KeySpec, digest, length) => {
  const { KeyId, PrimaryKeyVersion = '', KeyUsage } = await makeKey(server.root, { KeySpec });
  expect(KeyUsage).toBe('GENERATE/VERIFY');
  const key = (await materialOf(server, PrimaryKeyVersion)).toString('hex');
  for (const text of ['a', 'The quick brown fox', 'x'.repeat(6144)]) {
    const message = Buffer.from(text).toString('base64');
    const answer = await kms(server.root, 'GenerateMac', { KeyId, Algorithm: KeySpec, Message: message });
    expect(answer).toEqual(ok({ KeyId, Algorithm: KeySpec, Mac: expect.any(String) }));
    const mac = Buffer.from(String(answer.body.Mac), 'base64');
    expect(mac.length).toBe(length);
    const file = scratch.write('message', text);
    const theirs = openssl(['mac', '-digest', digest, '-macopt', `hexkey:${key}`, '-in', file, 'HMAC']).trim();
    expect(mac.toString('hex')).toBe(theirs.toLowerCase());

    const check = (value: Buffer) =>
      kms(server.root, 'VerifyMac', { KeyId, Algorithm: KeySpec, Message: message, Mac: value.toString('base64') });
    expect(await check(mac)).toEqual(ok({ KeyId, Algorithm: KeySpec, Value: true }));
    const changed = Buffer.from(mac);
    changed[0] = (changed[0] as number) ^ 1;
    for (const wrong of [changed, mac.subarray(0, 16), Buffer.concat([mac, Buffer.of(0)])]) {
      expect(await check(wrong)).toEqual(ok({ KeyId, Algorithm: KeySpec, Value: false }));
    }
  }
});

test.each(['GenerateMac', 'VerifyMac'])('%s refuses', async action => {
  const { KeyId } = await makeKey(server.root, { KeySpec: 'HMAC_SM3' });
  const whole = { KeyId, Algorithm: 'HMAC_SM3', Message, ...(action === 'VerifyMac' && { Mac: 'AAAA' }) };
  const call = (more: object, client = server.root) => kms(client, action, { ...whole, ...more });
  expect(await call({ KeyId: '' })).toEqual(missing('KeyId'));
  expect(await call({ Message: '' })).toEqual(missing('Message'));
  expect(await call({ Message: 'no base64!' })).toMatchObject({ body: { Code: 'InvalidParameter' } });
  expect(await call({ Message: Buffer.alloc(6145).toString('base64') })).toEqual(
    invalid('Message', 'must be at most 8192 characters long'),
  );
  expect(await call({ Algorithm: 'HMAC_SHA_256' })).toEqual(
    invalid('Algorithm', 'must be HMAC_SM3 for a key of the spec HMAC_SM3'),
  );
  expect(await call({ Algorithm: 'HMAC_MD5' })).toMatchObject({ body: { Code: 'InvalidParameter' } });
  expect(await call({ KeyId: 'key-none' })).toEqual(keyNotFound);
  expect(await call({ KeyId: 'alias/none' })).toEqual(aliasNotFound);
  expect(await call({}, server.otherAccount)).toEqual(keyNotFound);
  expect(await call({ KeyId: (await makeKey(server.root)).KeyId })).toEqual(unsupportedOperation);
  expect(await call({ KeyId: (await makeKey(server.root, { KeySpec: 'EC_P256' })).KeyId })).toEqual(
    unsupportedOperation,
  );
  await kmsOk(server.root, 'DisableKey', { KeyId });
  expect(await call({})).toEqual(disabled);
});

test('no message is in the log or the audit records', async () => {
  const { KeyId } = await makeKey(server.root, { KeySpec: 'HMAC_SHA_256' });
  const secretMessage = Buffer.from('a-message-that-nobody-logs').toString('base64');
  await kmsOk(server.root, 'GenerateMac', { KeyId, Algorithm: 'HMAC_SHA_256', Message: secretMessage });
  for (const text of [server.log, await server.auditText()]) expect(text).not.toContain(secretMessage);
});
