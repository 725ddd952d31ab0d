import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { error, invalid, kms, missing, ok } from '../kms-calls.js';
import { describeKey, makeKey } from './key-calls.js';

const server = useTestServer();

const create = (parameters: object, client = server.root) =>
  kms(client, 'CreateKey', parameters as Record<string, unknown>);

const ID = /^key-hzz[0-9a-f]{8}[0-9a-z]{10}$/;
const VERSION = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

test('without parameters it is an AES key of 256 bits that encrypts', async () => {
  const answer = await create({});
  const { KeyId, CreationDate } = (answer.body as { KeyMetadata: Record<string, string> }).KeyMetadata;
  expect(answer).toEqual(
    ok({
      KeyMetadata: {
        KeyId: expect.stringMatching(ID),
        Arn: `acs:kms:cn-hangzhou:${server.accountId}:key/${KeyId}`,
        KeyState: 'Enabled',
        KeySpec: 'Aliyun_AES_256',
        KeyUsage: 'ENCRYPT/DECRYPT',
        Origin: 'Aliyun_KMS',
        ProtectionLevel: 'SOFTWARE',
        Creator: server.accountId,
        CreationDate: expect.stringMatching(TIME),
        Description: '',
        PrimaryKeyVersion: expect.stringMatching(VERSION),
        LastRotationDate: CreationDate,
        AutomaticRotation: 'Disabled',
        DeleteDate: '',
        MaterialExpireTime: '',
      },
    }),
  );
});

const ENCRYPTS = 'ENCRYPT/DECRYPT';
const SIGNS = 'SIGN/VERIFY';
const MACS = 'GENERATE/VERIFY';

test.each([
  ['Aliyun_AES_256', ENCRYPTS],
  ['Aliyun_AES_192', ENCRYPTS],
  ['Aliyun_AES_128', ENCRYPTS],
  ['Aliyun_SM4', ENCRYPTS],
  ['RSA_2048', SIGNS],
  ['RSA_3072', SIGNS],
  ['RSA_4096', SIGNS],
  ['EC_P256', SIGNS],
  ['EC_P256K', SIGNS],
  ['EC_SM2', SIGNS],
  ['HMAC_SHA_224', MACS],
  ['HMAC_SHA_256', MACS],
  ['HMAC_SHA_384', MACS],
  ['HMAC_SHA_512', MACS],
  ['HMAC_SM3', MACS],
  ['ML_DSA_44', SIGNS],
  ['ML_DSA_65', SIGNS],
  ['ML_DSA_87', SIGNS],
  ['ML_KEM_512', ENCRYPTS],
  ['ML_KEM_768', ENCRYPTS],
  ['ML_KEM_1024', ENCRYPTS],
])('%s is for %s unless the caller says otherwise', async (KeySpec, KeyUsage) => {
  const key = await makeKey(server.root, { KeySpec });
  expect(key).toMatchObject({ KeySpec, KeyUsage, KeyState: 'Enabled' });
  const isPair = !/AES|SM4|HMAC/.test(KeySpec);
  expect(key.PrimaryKeyVersion === undefined).toBe(isPair);
});

test.each([
  ['RSA_2048', ENCRYPTS, true],
  ['EC_SM2', ENCRYPTS, true],
  // For ECIES at an instance.
  ['EC_P256', ENCRYPTS, true],
  ['EC_P256K', ENCRYPTS, true],
  ['Aliyun_AES_256', SIGNS, false],
  ['HMAC_SHA_256', ENCRYPTS, false],
  ['ML_DSA_65', ENCRYPTS, false],
  ['ML_KEM_768', SIGNS, false],
])('%s with the usage %s: %s', async (KeySpec, KeyUsage, isTaken) => {
  const { status, body } = await create({ KeySpec, KeyUsage });
  expect([status, body.Code]).toEqual(isTaken ? [200, undefined] : [400, 'InvalidParameter']);
});

test('a key whose material its owner brings waits for it, and has no version yet', async () => {
  const key = await makeKey(server.root, { Origin: 'EXTERNAL', KeySpec: 'Aliyun_SM4' });
  expect(key).toMatchObject({ KeyState: 'PendingImport', Origin: 'EXTERNAL', AutomaticRotation: 'Disabled' });
  expect([key.PrimaryKeyVersion, key.LastRotationDate]).toEqual([undefined, undefined]);
  expect(await kms(server.root, 'ListKeyVersions', { KeyId: key.KeyId })).toMatchObject({ body: { TotalCount: 0 } });
});

test('description, interval and tags are kept', async () => {
  const { KeyId } = await makeKey(server.root, {
    Description: '订单 "one"\nline',
    EnableAutomaticRotation: true,
    RotationInterval: '31536000s',
    Tags: '[{"TagKey":"disk","TagValue":"true"},{"TagKey":"empty"}]',
    ProtectionLevel: 'SOFTWARE',
  });
  expect(await describeKey(server.root, KeyId)).toMatchObject({
    Description: '订单 "one"\nline',
    AutomaticRotation: 'Enabled',
    RotationInterval: '31536000s',
    NextRotationDate: expect.stringMatching(TIME),
  });
  const tagged = async (Filters: object) =>
    (await kms(server.root, 'ListKeys', { Filters: JSON.stringify(Filters) })).body.Keys;
  const expected = { Key: [expect.objectContaining({ KeyId })] };
  expect(await tagged([{ Key: 'TagKey', Values: ['disk'] }])).toEqual(expected);
  expect(
    await tagged([
      { Key: 'TagKey', Values: ['empty'] },
      { Key: 'TagValue', Values: [''] },
    ]),
  ).toEqual(expected);
});

test('an interval without automatic rotation has no effect', async () => {
  expect(await makeKey(server.root, { RotationInterval: '365d' })).toMatchObject({ AutomaticRotation: 'Disabled' });
});

const ROTATION = 'must be false for pairs, HMAC keys and imported keys';
test.each<[string, object, unknown]>([
  ['an unknown spec', { KeySpec: 'Aliyun_DES3_192' }, invalid('KeySpec')],
  ['a spec in other case', { KeySpec: 'aliyun_aes_256' }, invalid('KeySpec')],
  ['a usage in other case', { KeyUsage: 'encrypt/decrypt' }, invalid('KeyUsage')],
  ['an origin in other case', { Origin: 'external' }, invalid('Origin', 'must be one of Aliyun_KMS, EXTERNAL')],
  [
    'an imported key of ML-KEM',
    { KeySpec: 'ML_KEM_768', Origin: 'EXTERNAL' },
    invalid('Origin', 'must be Aliyun_KMS for a key of the spec ML_KEM_768'),
  ],
  [
    'rotation of a pair',
    { KeySpec: 'RSA_2048', EnableAutomaticRotation: true, RotationInterval: '365d' },
    invalid('EnableAutomaticRotation', ROTATION),
  ],
  [
    'rotation of an imported key',
    { Origin: 'EXTERNAL', EnableAutomaticRotation: true, RotationInterval: '365d' },
    invalid('EnableAutomaticRotation', ROTATION),
  ],
  ['rotation without an interval', { EnableAutomaticRotation: true }, missing('RotationInterval')],
  [
    'an interval of six days',
    { EnableAutomaticRotation: true, RotationInterval: '6d' },
    invalid('RotationInterval', 'must be from 7 to 730 days, such as 365d'),
  ],
  ['an interval of 731 days', { RotationInterval: '731d' }, invalid('RotationInterval')],
  ['an interval without a unit', { RotationInterval: '365' }, invalid('RotationInterval')],
  [
    'an instance that is not there',
    { DKMSInstanceId: 'kst-1' },
    error('Forbidden.DKMSInstanceNotFound', 'The specified DKMS Instance is not found.', 403),
  ],
  [
    'an HSM',
    { ProtectionLevel: 'HSM' },
    error('Unsupported.ProtectionLevel', 'This protection level is not valid for this region', 400),
  ],
  ['a mechanism of hardware', { KeyStorageMechanism: 'HsmInternal' }, invalid('KeyStorageMechanism')],
  [
    'a policy without statements',
    { Policy: '{"Version":"1"}' },
    invalid('Policy', 'is no policy: Statement is missing'),
  ],
  ['a tag twice', { Tags: '[{"TagKey":"a"},{"TagKey":"a"}]' }, invalid('Tags')],
  ['a tag of the cloud', { Tags: '[{"TagKey":"acs:a"}]' }, invalid('Tags')],
  ['tags that are no JSON', { Tags: 'a=b' }, invalid('Tags')],
  ['a description that is too long', { Description: 'x'.repeat(8193) }, invalid('Description')],
])('%s is refused', async (_what, parameters, answer) => {
  const count = async () => (await kms(server.root, 'ListKeys')).body.TotalCount;
  const before = await count();
  expect(await create(parameters)).toEqual(answer);
  expect(await count()).toBe(before);
});

test('a policy may ask for tags', async () => {
  const Statement = [
    {
      Effect: 'Allow',
      Action: 'kms:CreateKey',
      Resource: '*',
      Condition: { StringEquals: { 'acs:RequestTag/team': 'a' } },
    },
  ];
  const user = await server.user('tagger', { Version: '1', Statement });
  expect(await create({ Tags: '[{"TagKey":"team","TagValue":"a"}]' }, user)).toMatchObject({ status: 200 });
  expect(await create({ Tags: '[{"TagKey":"team","TagValue":"b"}]' }, user)).toMatchObject({ status: 403 });
  expect(await create({}, user)).toMatchObject({ status: 403 });
});

test('no material is in the log, the audit records or the clear of the database', async () => {
  const { KeyId } = await makeKey(server.root, { KeySpec: 'EC_P256' });
  const row = await server.running.store.db
    .selectFrom('kms_key_versions')
    .selectAll()
    .where('key_id', '=', KeyId)
    .executeTakeFirstOrThrow();
  // PKCS #8 of a key on a curve has the public point in it: where the point is, the private key would be.
  const point = (row.public_key as Buffer).subarray(-64);
  expect((row.sealed_material as Buffer).includes(point)).toBe(false);
  for (const text of [server.log, await server.auditText()]) {
    expect(text).not.toContain(point.toString('base64'));
    expect(text).not.toContain((row.sealed_material as Buffer).toString('base64'));
  }
});
