import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { aliasUnsupported, DAY_MS, describeKey, keyNotFound, makeKey, stateModifiedFailed } from '../keys/key-calls.js';
import { invalid, kms, kmsOk, missing, ok } from '../kms-calls.js';
import {
  expiredToken,
  importMaterial,
  importParameters,
  invalidMaterial,
  invalidToken,
  MATERIAL,
  makeImported,
  unsupportedOrigin,
  wrapOaep,
  wrapped,
} from './import-calls.js';

let clock: Date | undefined;
const server = useTestServer({ now: () => clock ?? new Date() });

const give = (parameters: object, client = server.root) =>
  kms(client, 'ImportKeyMaterial', parameters as Record<string, unknown>, { date: clock });

const external = async (parameters: object = {}) =>
  (await makeKey(server.root, { Origin: 'EXTERNAL', ...parameters })).KeyId;

test('a key that waits for its material is enabled, and has a version', async () => {
  const KeyId = await external();
  expect(await importMaterial(server.root, KeyId, MATERIAL)).toEqual(ok());
  const key = await describeKey(server.root, KeyId);
  expect(key).toMatchObject({
    KeyState: 'Enabled',
    Origin: 'EXTERNAL',
    MaterialExpireTime: '',
    AutomaticRotation: 'Disabled',
    LastRotationDate: expect.any(String),
  });
  expect(await kmsOk(server.root, 'ListKeyVersions', { KeyId })).toMatchObject({
    TotalCount: 1,
    KeyVersions: { KeyVersion: [{ KeyVersionId: key.PrimaryKeyVersion }] },
  });
});

test('the same material again keeps the version, and its expiry follows the call', async () => {
  const { KeyId } = await makeImported(server.root);
  const { PrimaryKeyVersion } = await describeKey(server.root, KeyId);
  const KeyMaterialExpireUnix = Math.floor(Date.now() / 1000) + 86_400;
  expect(await importMaterial(server.root, KeyId, MATERIAL, { KeyMaterialExpireUnix })).toEqual(ok());
  expect(await describeKey(server.root, KeyId)).toMatchObject({
    PrimaryKeyVersion,
    MaterialExpireTime: `${new Date(KeyMaterialExpireUnix * 1000).toISOString().slice(0, 19)}Z`,
  });
  expect(await importMaterial(server.root, KeyId, MATERIAL, { KeyMaterialExpireUnix: 0 })).toEqual(ok());
  expect(await describeKey(server.root, KeyId)).toMatchObject({ PrimaryKeyVersion, MaterialExpireTime: '' });
});

test('other material is refused, also after the first was deleted', async () => {
  const { KeyId } = await makeImported(server.root);
  const other = Buffer.alloc(32, 8);
  expect(await importMaterial(server.root, KeyId, other)).toEqual(invalidMaterial);
  await kmsOk(server.root, 'DeleteKeyMaterial', { KeyId });
  expect(await importMaterial(server.root, KeyId, other)).toEqual(invalidMaterial);
  expect(await describeKey(server.root, KeyId)).toMatchObject({ KeyState: 'PendingImport' });
  expect(await importMaterial(server.root, KeyId, MATERIAL)).toEqual(ok());
});

test('of two first imports at once, one decides what the material is', async () => {
  const KeyId = await external();
  const materials = [1, 2, 3].map(octet => Buffer.alloc(32, octet));
  const given = await Promise.all(materials.map(material => wrapped(server.root, KeyId, material)));
  const answers = await Promise.all(given.map(it => give({ KeyId, ...it })));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const refused = answers.filter(({ status }) => status !== 200).map(({ body }) => body.Code);
  expect(refused.every(code => code === 'Rejected.StateModifiedFailed' || code === 'InvalidKeyMaterial')).toBe(true);
  expect(await kmsOk(server.root, 'ListKeyVersions', { KeyId })).toMatchObject({ TotalCount: 1 });
});

test('two keys may have the same material, and their ciphertexts are not interchangeable', async () => {
  const [one, other] = [await makeImported(server.root), await makeImported(server.root)];
  const { CiphertextBlob } = await kmsOk(server.root, 'Encrypt', { KeyId: one.KeyId, Plaintext: 'p' });
  const blob = Buffer.from(String(CiphertextBlob), 'base64');
  const { PrimaryKeyVersion = '' } = await describeKey(server.root, other.KeyId);
  expect(PrimaryKeyVersion).not.toBe((await describeKey(server.root, one.KeyId)).PrimaryKeyVersion);
  expect(blob.toString('latin1', 0, 36)).not.toBe(PrimaryKeyVersion);
});

test('a disabled key stays disabled, one that waited is enabled, one that is to be deleted takes nothing', async () => {
  const { KeyId } = await makeImported(server.root);
  await kmsOk(server.root, 'DisableKey', { KeyId });
  expect(await importMaterial(server.root, KeyId, MATERIAL)).toEqual(ok());
  expect(await describeKey(server.root, KeyId)).toMatchObject({ KeyState: 'Disabled' });
  await kmsOk(server.root, 'DeleteKeyMaterial', { KeyId });
  expect(await importMaterial(server.root, KeyId, MATERIAL)).toEqual(ok());
  expect(await describeKey(server.root, KeyId)).toMatchObject({ KeyState: 'Enabled' });
  await kmsOk(server.root, 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
  expect(await importMaterial(server.root, KeyId, MATERIAL)).toEqual(stateModifiedFailed);
});

test('material ends with the second that was set, and comes back with the next import', async () => {
  const start = Date.now();
  const { KeyId } = await makeImported(server.root);
  const KeyMaterialExpireUnix = Math.floor(start / 1000) + 3600;
  await importMaterial(server.root, KeyId, MATERIAL, { KeyMaterialExpireUnix });
  const { CiphertextBlob } = await kmsOk(server.root, 'Encrypt', { KeyId, Plaintext: 'p' });
  try {
    clock = new Date(KeyMaterialExpireUnix * 1000 - 1);
    expect(await kms(server.root, 'Decrypt', { CiphertextBlob }, { date: clock })).toMatchObject({ status: 200 });
    clock = new Date(KeyMaterialExpireUnix * 1000);
    expect(await kms(server.root, 'Decrypt', { CiphertextBlob }, { date: clock })).toMatchObject({
      body: { Code: 'Rejected.PendingImport' },
    });
    expect((await describeKey(server.root, KeyId, clock)).PrimaryKeyVersion).toBeUndefined();
    expect(await importMaterial(server.root, KeyId, MATERIAL, {}, clock)).toEqual(ok());
    expect(await kms(server.root, 'Decrypt', { CiphertextBlob }, { date: clock })).toMatchObject({ status: 200 });
  } finally {
    clock = undefined;
  }
});

test('a token is good for its key and for 24 hours, as often as one likes', async () => {
  const [KeyId, other] = [await external(), await external()];
  const parameters = await importParameters(server.root, KeyId);
  const { ImportToken } = parameters;
  const EncryptedKeyMaterial = wrapOaep(parameters, MATERIAL);
  expect(await give({ KeyId: other, ImportToken, EncryptedKeyMaterial })).toEqual(invalidToken);
  const token = Buffer.from(ImportToken, 'base64');
  for (const at of [0, 3, 60, token.length - 1]) {
    const changed = Buffer.from(token);
    changed[at] = (changed[at] as number) ^ 1;
    expect(await give({ KeyId, ImportToken: changed.toString('base64'), EncryptedKeyMaterial })).toEqual(invalidToken);
  }
  for (const wrong of ['AAAA', '====', token.subarray(0, -1).toString('base64'), 'A'.repeat(4096)]) {
    expect(await give({ KeyId, ImportToken: wrong, EncryptedKeyMaterial })).toEqual(invalidToken);
  }
  const theirs = await makeKey(server.otherAccount, { Origin: 'EXTERNAL' });
  expect(await give({ KeyId: theirs.KeyId, ImportToken, EncryptedKeyMaterial }, server.otherAccount)).toEqual(
    invalidToken,
  );
  expect(await give({ KeyId, ImportToken, EncryptedKeyMaterial })).toEqual(ok());
  expect(await give({ KeyId, ImportToken, EncryptedKeyMaterial: wrapOaep(parameters, MATERIAL) })).toEqual(ok());
  try {
    clock = new Date(Date.now() + DAY_MS + 1000);
    expect(await give({ KeyId, ImportToken, EncryptedKeyMaterial })).toEqual(expiredToken);
  } finally {
    clock = undefined;
  }
});

test.each([
  ['Aliyun_AES_256', 'RSA_2048', 'RSAES_OAEP_SHA_256'],
  ['Aliyun_AES_256', 'RSA_2048', 'RSAES_OAEP_SHA_1'],
  ['Aliyun_AES_256', 'RSA_2048', 'RSAES_PKCS1_V1_5'],
  ['Aliyun_AES_256', 'EC_SM2', 'SM2PKE'],
  ['RSA_2048', 'RSA_2048', 'RSAES_OAEP_SHA_256_AES_256_ECB_PKCS7_PAD'],
  ['EC_SM2', 'EC_SM2', 'SM2PKE_SM4_ECB'],
])('of %s with %s and %s one thing is said, whatever is wrong with the material', async (KeySpec, ...wrapping) => {
  const [WrappingKeySpec, WrappingAlgorithm] = wrapping;
  const KeyId = await external({ KeySpec });
  const parameters = await importParameters(server.root, KeyId, { WrappingKeySpec, WrappingAlgorithm });
  const { ImportToken } = parameters;
  const oaep = WrappingKeySpec === 'RSA_2048' ? [Buffer.from(wrapOaep(parameters, MATERIAL), 'base64')] : [];
  const wrong = [
    ...oaep.flatMap(it => [it.subarray(1), Buffer.concat([it, it])]),
    Buffer.alloc(256),
    Buffer.alloc(256, 0xff),
    Buffer.alloc(512, 0x01),
    Buffer.alloc(113, 4),
    Buffer.alloc(200, 0x30),
    Buffer.of(0x30),
    Buffer.of(0),
    Buffer.alloc(0),
  ].map(it => it.toString('base64') || '====');
  for (const EncryptedKeyMaterial of wrong) {
    expect(await give({ KeyId, ImportToken, EncryptedKeyMaterial })).toEqual(invalidMaterial);
  }
  const other = await importParameters(server.root, await external());
  expect(await give({ KeyId, ImportToken, EncryptedKeyMaterial: wrapOaep(other, MATERIAL) })).toEqual(invalidMaterial);
  expect(await describeKey(server.root, KeyId)).toMatchObject({ KeyState: 'PendingImport' });
});

test.each([
  ['Aliyun_AES_256', [31, 33, 16, 0]],
  ['Aliyun_SM4', [15, 32]],
  ['HMAC_SHA_224', [27, 32]],
])('material of %s with another length is refused', async (KeySpec, lengths) => {
  const KeyId = await external({ KeySpec });
  for (const length of lengths) {
    expect(await importMaterial(server.root, KeyId, Buffer.alloc(length, 1))).toEqual(invalidMaterial);
  }
});

test('refused', async () => {
  const KeyId = await external();
  const given = await wrapped(server.root, KeyId, MATERIAL);
  const call = (more: object, client = server.root) => give({ KeyId, ...given, ...more }, client);
  expect(await call({ KeyId: '' })).toEqual(missing('KeyId'));
  expect(await call({ ImportToken: '' })).toEqual(missing('ImportToken'));
  expect(await call({ EncryptedKeyMaterial: '' })).toEqual(missing('EncryptedKeyMaterial'));
  expect(await call({ ImportToken: 'no base64!' })).toEqual(invalid('ImportToken'));
  expect(await call({ EncryptedKeyMaterial: 'no base64!' })).toEqual(invalid('EncryptedKeyMaterial'));
  const past = Math.floor(Date.now() / 1000) - 1;
  expect(await call({ KeyMaterialExpireUnix: past })).toEqual(
    invalid('KeyMaterialExpireUnix', 'must be 0 or in the future'),
  );
  expect(await call({ KeyMaterialExpireUnix: -1 })).toEqual(invalid('KeyMaterialExpireUnix'));
  expect(await call({ KeyMaterialExpireUnix: 253_402_300_800 })).toEqual(invalid('KeyMaterialExpireUnix'));
  expect(await call({ KeyId: 'key-none' })).toEqual(keyNotFound);
  expect(await call({ KeyId: 'alias/none' })).toEqual(aliasUnsupported);
  expect(await call({}, server.otherAccount)).toEqual(keyNotFound);
  expect(await call({ KeyId: (await makeKey(server.root)).KeyId })).toEqual(unsupportedOrigin);
  expect(await describeKey(server.root, KeyId)).toMatchObject({ KeyState: 'PendingImport' });
  expect(await call({ KeyMaterialExpireUnix: 253_402_300_799 })).toEqual(ok());
});

test('neither material nor token nor what they come in is in the log or the audit records', async () => {
  const KeyId = await external();
  const given = await wrapped(server.root, KeyId, Buffer.alloc(32, 0xc5));
  await give({ KeyId, ...given });
  const secrets = [
    Buffer.alloc(32, 0xc5).toString('base64').slice(0, 40),
    given.ImportToken,
    given.EncryptedKeyMaterial,
  ];
  for (const text of [server.log, await server.auditText()]) {
    for (const it of secrets) expect(text).not.toContain(it.slice(0, 100));
  }
});
