/** Encryption at an instance, with every algorithm. That strangers read what it makes is tested with them: test/python/instance.py. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { ClientKey } from '../../instance-client.js';
import { useTestServer } from '../../use-test-server.js';
import { makeKey } from '../kms/keys/key-calls.js';
import { kmsOk } from '../kms/kms-calls.js';
import { rotateKey } from './rotate-key.js';
import {
  failed,
  instanceCalls,
  invalid,
  keyNotFound,
  makeClientKey,
  missing,
  refusal,
  unsupported,
} from './use-instance.js';

const server = useTestServer();
let key: ClientKey;
beforeAll(async () => {
  key = await makeClientKey(server.root);
});
const { call, ok } = instanceCalls(server, () => key);
const HELLO = Buffer.from('hello');
const VERSION = 'x-kms-migrationkeyversionid';

describe.each([
  ['Aliyun_AES_256', 'AES_GCM', 12],
  ['Aliyun_AES_192', 'AES_GCM', 12],
  ['Aliyun_AES_128', 'AES_GCM', 12],
  ['Aliyun_SM4', 'SM4_GCM', 12],
  ['Aliyun_AES_256', 'AES_CBC', 16],
  ['Aliyun_AES_128', 'AES_CBC', 16],
  ['Aliyun_AES_256', 'AES_ECB', 0],
])('%s with %s', (KeySpec, Algorithm, ivBytes) => {
  test('decrypts what it has encrypted, and nothing that was changed', async () => {
    const { KeyId } = await makeKey(server.root, { KeySpec });
    const isGcm = Algorithm.endsWith('GCM');
    const Aad = isGcm ? Buffer.from('order 12') : undefined;
    const { headers, body } = await call('Encrypt', { KeyId, Plaintext: HELLO, Algorithm, Aad });
    const { KeyMetadata } = await kmsOk(server.root, 'DescribeKey', { KeyId });
    expect(headers[VERSION]).toBe((KeyMetadata as Record<string, string>).PrimaryKeyVersion);
    const CiphertextBlob = body.CiphertextBlob as Buffer;
    expect(body).toEqual({
      KeyId,
      CiphertextBlob: expect.any(Buffer),
      Algorithm,
      ...(ivBytes > 0 && { Iv: expect.any(Buffer) }),
      ...(!isGcm && { PaddingMode: 'PKCS7_PADDING' }),
    });
    expect((body.Iv as Buffer | undefined)?.length ?? 0).toBe(ivBytes);
    const Iv = body.Iv as Buffer | undefined;
    const opened = await ok('Decrypt', { KeyId, CiphertextBlob, Iv, Algorithm, Aad });
    expect(opened).toEqual({
      KeyId,
      Plaintext: HELLO,
      Algorithm,
      ...(!isGcm && { PaddingMode: 'PKCS7_PADDING' }),
    });
    const changed = Buffer.from(CiphertextBlob);
    changed[changed.length - 1]! ^= 1;
    const answers = await Promise.all([
      call('Decrypt', { KeyId, CiphertextBlob: changed.subarray(0, -1), Iv, Algorithm, Aad }),
      ...(isGcm
        ? [
            call('Decrypt', { KeyId, CiphertextBlob: changed, Iv, Algorithm, Aad }),
            call('Decrypt', { KeyId, CiphertextBlob, Iv, Algorithm }),
            call('Decrypt', { KeyId, CiphertextBlob, Iv: Buffer.alloc(12), Algorithm, Aad }),
          ]
        : []),
    ]);
    for (const answer of answers) expect(answer).toMatchObject(failed);
  });
});

test('a chosen initialization vector and whole blocks without padding', async () => {
  const { KeyId } = await makeKey(server.root);
  const Iv = Buffer.alloc(16, 7);
  const Plaintext = Buffer.alloc(32, 1);
  const request = { KeyId, Plaintext, Algorithm: 'AES_CBC', PaddingMode: 'NO_PADDING', Iv };
  const { CiphertextBlob, PaddingMode } = await ok('Encrypt', request);
  expect([CiphertextBlob.length, PaddingMode]).toEqual([32, 'NO_PADDING']);
  const opened = await ok('Decrypt', { KeyId, CiphertextBlob, Iv, Algorithm: 'AES_CBC', PaddingMode: 'NO_PADDING' });
  expect(opened.Plaintext).toEqual(Plaintext);
  expect(await call('Encrypt', { ...request, Plaintext: HELLO })).toMatchObject(
    invalid('Plaintext must be whole blocks of 16 octets with NO_PADDING'),
  );
});

describe.each([
  ['RSA_2048', 'RSAES_OAEP_SHA_256', 190],
  ['RSA_2048', 'RSAES_OAEP_SHA_1', 214],
  ['EC_SM2', 'SM2PKE', 6047],
  ['EC_P256', 'ECIES_DH_SHA_1_XOR_HMAC', 6144],
  ['EC_P256K', 'ECIES_DH_SHA_1_XOR_HMAC', 6144],
])('%s with %s', (KeySpec, Algorithm, most) => {
  test('decrypts what it has encrypted, up to its longest text, and nothing that was changed', async () => {
    const { KeyId } = await makeKey(server.root, { KeySpec, KeyUsage: 'ENCRYPT/DECRYPT' });
    const Plaintext = Buffer.alloc(most, 5);
    const { CiphertextBlob, ...rest } = await ok('Encrypt', { KeyId, Plaintext, Algorithm });
    expect(rest).toEqual({ KeyId, Algorithm });
    expect(await ok('Decrypt', { KeyId, CiphertextBlob, Algorithm })).toEqual({ KeyId, Plaintext, Algorithm });
    expect(await call('Encrypt', { KeyId, Plaintext: Buffer.alloc(most + 1), Algorithm })).toMatchObject(
      invalid(`Plaintext must be at most ${most} octets for ${Algorithm}`),
    );
    expect(await call('Encrypt', { KeyId, Plaintext: HELLO, Aad: HELLO })).toMatchObject(
      invalid('Aad is for symmetric keys'),
    );
    for (const at of [0, 30, CiphertextBlob.length - 1]) {
      const changed = Buffer.from(CiphertextBlob);
      changed[at]! ^= 1;
      expect(await call('Decrypt', { KeyId, CiphertextBlob: changed, Algorithm })).toMatchObject(failed);
    }
    expect(await call('Decrypt', { KeyId, CiphertextBlob: HELLO, Algorithm })).toMatchObject(failed);
    const { KeyId: other } = await makeKey(server.root, { KeySpec, KeyUsage: 'ENCRYPT/DECRYPT' });
    expect(await call('Decrypt', { KeyId: other, CiphertextBlob, Algorithm })).toMatchObject(failed);
  });
});

test('Encrypt stays with the first version of a key, AdvanceEncrypt goes with the newest, AdvanceDecrypt opens both', async () => {
  const { KeyId } = await makeKey(server.root);
  const before = await ok('Encrypt', { KeyId, Plaintext: HELLO });
  const advancedBefore = await ok('AdvanceEncrypt', { KeyId, Plaintext: HELLO });
  const first = advancedBefore.KeyVersionId as string;
  const newest = await rotateKey(server, KeyId);
  expect(newest).not.toBe(first);

  const after = await call('Encrypt', { KeyId, Plaintext: HELLO });
  expect(after.headers[VERSION]).toBe(first);
  const advanced = await ok('AdvanceEncrypt', { KeyId, Plaintext: HELLO, Aad: Buffer.from('a') });
  expect(advanced).toMatchObject({ KeyId, KeyVersionId: newest, Algorithm: 'AES_GCM' });
  const blob = advanced.CiphertextBlob as Buffer;
  expect(blob.subarray(0, 3)).toEqual(Buffer.from([0x24, 0, 2]));
  expect(blob.toString('latin1', 3, 39)).toBe(newest);
  expect(blob.subarray(39, 51)).toEqual(advanced.Iv);

  expect(await ok('AdvanceDecrypt', { CiphertextBlob: blob, Aad: Buffer.from('a') })).toEqual({
    KeyId,
    Plaintext: HELLO,
    Algorithm: 'AES_GCM',
    KeyVersionId: newest,
  });
  const old = { CiphertextBlob: advancedBefore.CiphertextBlob, KeyId, Iv: advancedBefore.Iv, Algorithm: 'AES_GCM' };
  expect(await ok('AdvanceDecrypt', old)).toMatchObject({ Plaintext: HELLO, KeyVersionId: first });
  const plain = { CiphertextBlob: before.CiphertextBlob, KeyId, Iv: before.Iv };
  expect(await ok('AdvanceDecrypt', plain)).toMatchObject({ Plaintext: HELLO, KeyVersionId: first });
  expect(await ok('Decrypt', plain)).toMatchObject({ Plaintext: HELLO });
  expect(await call('Decrypt', { KeyId, CiphertextBlob: blob, Iv: advanced.Iv })).toMatchObject(failed);

  const { KeyId: other } = await makeKey(server.root);
  expect(await call('AdvanceDecrypt', { CiphertextBlob: blob, KeyId: other, Aad: Buffer.from('a') })).toMatchObject(
    keyNotFound,
  );
});

test('a ciphertext of the API of KMS is decrypted by the version in the header, and the other way round', async () => {
  const { KeyId } = await makeKey(server.root);
  const made = await kmsOk(server.root, 'Encrypt', { KeyId, Plaintext: 'text' });
  const blob = Buffer.from(String(made.CiphertextBlob), 'base64');
  const version = blob.toString('latin1', 0, 36);
  const request = { CiphertextBlob: blob.subarray(48), Iv: blob.subarray(36, 48) };
  const { body } = await call('Decrypt', request, { before: { [VERSION]: version } });
  expect(body).toMatchObject({ KeyId, Plaintext: Buffer.from('text') });

  const { headers, body: encrypted } = await call('Encrypt', { KeyId, Plaintext: Buffer.from('back') });
  const moved = Buffer.concat([
    Buffer.from(String(headers[VERSION])),
    encrypted.Iv as Buffer,
    encrypted.CiphertextBlob as Buffer,
  ]);
  expect(await kmsOk(server.root, 'Decrypt', { CiphertextBlob: moved.toString('base64') })).toMatchObject({
    Plaintext: 'back',
  });
  expect(await call('Decrypt', request)).toMatchObject(missing('KeyId'));
  const nobodys = '00000000-0000-6000-8000-000000000000';
  expect(await call('Decrypt', request, { before: { [VERSION]: nobodys } })).toMatchObject(keyNotFound);
  const { KeyId: other } = await makeKey(server.root);
  const mixed = await call('Decrypt', { ...request, KeyId: other }, { before: { [VERSION]: version } });
  expect(mixed).toMatchObject(keyNotFound);
});

describe('data keys', () => {
  test('open with Decrypt, and the advanced ones with nothing beside them', async () => {
    const { KeyId } = await makeKey(server.root);
    const Aad = Buffer.from('for the backup');
    const plain = await ok('GenerateDataKey', { KeyId, NumberOfBytes: 24, Aad });
    expect(plain.Plaintext).toHaveLength(24);
    const { CiphertextBlob, Iv } = plain;
    expect((await ok('Decrypt', { KeyId, CiphertextBlob, Iv, Aad })).Plaintext).toEqual(plain.Plaintext);
    const advanced = await ok('AdvanceGenerateDataKey', { KeyId, NumberOfBytes: 1024, Aad });
    const opened = await ok('AdvanceDecrypt', { CiphertextBlob: advanced.CiphertextBlob, Aad });
    expect(opened.Plaintext).toEqual(advanced.Plaintext);
    for (const NumberOfBytes of [1025, -1]) {
      expect(await call('GenerateDataKey', { KeyId, NumberOfBytes })).toMatchObject({
        body: { ErrorCode: 'InvalidParameter' },
      });
    }
    expect(await call('GenerateDataKey', { KeyId })).toMatchObject(missing('NumberOfBytes'));
  });
});

describe('refusals', () => {
  test('keys that are for something else', async () => {
    const { KeyId: signing } = await makeKey(server.root, { KeySpec: 'EC_P256' });
    const { KeyId: mac } = await makeKey(server.root, { KeySpec: 'HMAC_SHA_256' });
    const { KeyId: kem } = await makeKey(server.root, { KeySpec: 'ML_KEM_768' });
    for (const KeyId of [signing, mac, kem]) {
      expect(await call('Encrypt', { KeyId, Plaintext: HELLO })).toMatchObject(unsupported);
      expect(await call('Decrypt', { KeyId, CiphertextBlob: HELLO })).toMatchObject(unsupported);
    }
    const { KeyId: pair } = await makeKey(server.root, { KeySpec: 'EC_SM2', KeyUsage: 'ENCRYPT/DECRYPT' });
    const onlySymmetric = refusal(
      404,
      'Forbidden.OnlySymmetricKeySupported',
      `The key ${pair} is not a symmetric key. The API only supports symmetric keys.`,
    );
    expect(await call('AdvanceEncrypt', { KeyId: pair, Plaintext: HELLO })).toMatchObject(onlySymmetric);
    expect(await call('AdvanceDecrypt', { KeyId: pair, CiphertextBlob: HELLO, Iv: HELLO })).toMatchObject(
      onlySymmetric,
    );
    expect(await call('GenerateDataKey', { KeyId: pair, NumberOfBytes: 16 })).toMatchObject(onlySymmetric);
    expect(await call('AdvanceGenerateDataKey', { KeyId: pair, NumberOfBytes: 16 })).toMatchObject(onlySymmetric);
  });

  test.each([
    [{ Algorithm: 'AES_CTR' }, 'Algorithm must be AES_GCM or AES_CBC or AES_ECB for a key of the spec Aliyun_AES_256'],
    [{ Iv: Buffer.alloc(16) }, 'Iv must be 12 octets for AES_GCM'],
    [{ Algorithm: 'AES_ECB', Iv: Buffer.alloc(16) }, 'Iv must be 0 octets for AES_ECB'],
    [{ Algorithm: 'AES_CBC', Aad: HELLO }, 'Aad is not for AES_CBC'],
    [{ PaddingMode: 'PKCS7_PADDING' }, 'PaddingMode is not for AES_GCM'],
    [{ Algorithm: 'AES_CBC', PaddingMode: 'ZERO' }, 'PaddingMode must be PKCS7_PADDING or NO_PADDING'],
    [{ Aad: Buffer.alloc(8193) }, 'Aad must be at most 8192 octets'],
  ])('what does not go together: %#', async (given, rule) => {
    const { KeyId } = await makeKey(server.root);
    expect(await call('Encrypt', { KeyId, Plaintext: HELLO, ...given })).toMatchObject(invalid(rule));
  });

  test('nothing to encrypt, no vector to decrypt with', async () => {
    const { KeyId } = await makeKey(server.root);
    expect(await call('Encrypt', { KeyId })).toMatchObject(missing('Plaintext'));
    expect(await call('Encrypt', { KeyId, Plaintext: Buffer.alloc(0) })).toMatchObject(missing('Plaintext'));
    expect(await call('Encrypt', { Plaintext: HELLO })).toMatchObject(missing('KeyId'));
    expect(await call('Decrypt', { KeyId, CiphertextBlob: HELLO })).toMatchObject(missing('Iv'));
    expect(await call('AdvanceEncrypt', { KeyId, Plaintext: HELLO, Algorithm: 'AES_CBC' })).toMatchObject(
      invalid('Algorithm must be AES_GCM for a key of the spec Aliyun_AES_256'),
    );
  });

  test('keys that may not work', async () => {
    const { KeyId } = await makeKey(server.root);
    const AliasName = 'alias/of-an-instance';
    await kmsOk(server.root, 'CreateAlias', { KeyId, AliasName });
    expect(await ok('Encrypt', { KeyId: AliasName, Plaintext: HELLO })).toMatchObject({ KeyId });
    await kmsOk(server.root, 'DisableKey', { KeyId });
    expect(await call('Encrypt', { KeyId, Plaintext: HELLO })).toMatchObject(refusal(409, 'Rejected.Disabled'));
    await kmsOk(server.root, 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
    expect(await call('Encrypt', { KeyId, Plaintext: HELLO })).toMatchObject(refusal(409, 'Rejected.PendingDeletion'));
    const { KeyId: external } = await makeKey(server.root, { Origin: 'EXTERNAL' });
    expect(await call('Encrypt', { KeyId: external, Plaintext: HELLO })).toMatchObject(
      refusal(409, 'Rejected.PendingImport'),
    );
    for (const name of [
      'key-hzz00000000000000000000',
      'alias/none',
      `acs:kms:cn-hangzhou:${server.accountId}:key/${KeyId}`,
    ]) {
      expect(await call('Encrypt', { KeyId: name, Plaintext: HELLO })).toMatchObject(keyNotFound);
    }
    const { KeyId: foreign } = await makeKey(server.otherAccount);
    expect(await call('Encrypt', { KeyId: foreign, Plaintext: HELLO })).toMatchObject(keyNotFound);
  });
});

test('plaintexts are in no log and no audit record', async () => {
  const { KeyId } = await makeKey(server.root);
  const secret = Buffer.from('correct horse battery staple');
  const { CiphertextBlob, Iv } = await ok('Encrypt', { KeyId, Plaintext: secret });
  await ok('Decrypt', { KeyId, CiphertextBlob, Iv });
  const written = server.log + (await server.auditText());
  expect(written).toContain('"kms-instance"');
  for (const form of [secret.toString(), secret.toString('base64'), secret.toString('hex')]) {
    expect(written).not.toContain(form);
  }
});
