import { createPublicKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { aliasUnsupported, keyNotFound, makeKey } from '../keys/key-calls.js';
import { invalid, kms, missing, ok } from '../kms-calls.js';
import { unsupportedOrigin, WRAPPING } from './import-calls.js';

const server = useTestServer();

const ask = (parameters: object, client = server.root, date?: Date) =>
  kms(client, 'GetParametersForImport', { ...WRAPPING, ...parameters }, { date });

test('each call gives another public key and another token, for 24 hours', async () => {
  const { KeyId, Arn } = await makeKey(server.root, { Origin: 'EXTERNAL' });
  const date = new Date();
  const first = await ask({ KeyId }, server.root, date);
  expect(first).toEqual(
    ok({
      KeyId,
      PublicKey: expect.any(String),
      ImportToken: expect.any(String),
      TokenExpireTime: expect.stringMatching(/Z$/),
    }),
  );
  const ends = Date.parse(String(first.body.TokenExpireTime));
  expect(Math.abs(ends - date.getTime() - 24 * 3_600_000)).toBeLessThan(60_000);
  const second = await ask({ KeyId: Arn });
  expect(second.body.KeyId).toBe(KeyId);
  expect(second.body.PublicKey).not.toBe(first.body.PublicKey);
  expect(second.body.ImportToken).not.toBe(first.body.ImportToken);
});

test.each([
  ['RSA_2048', 'RSAES_OAEP_SHA_256', { asymmetricKeyType: 'rsa', asymmetricKeyDetails: { modulusLength: 2048 } }],
  ['EC_SM2', 'SM2PKE', {}],
])('the public key is one of %s', async (WrappingKeySpec, WrappingAlgorithm, is) => {
  const { KeyId } = await makeKey(server.root, { Origin: 'EXTERNAL' });
  const { body } = await ask({ KeyId, WrappingKeySpec, WrappingAlgorithm });
  const key = Buffer.from(String(body.PublicKey), 'base64');
  expect(createPublicKey({ key, format: 'der', type: 'spki' })).toMatchObject(is);
});

const OCTETS = ['RSAES_OAEP_SHA_256', 'RSAES_OAEP_SHA_1', 'RSAES_PKCS1_V1_5', 'SM2PKE'];
const CURVES = [
  'RSAES_OAEP_SHA_256',
  'RSAES_OAEP_SHA_1',
  'RSAES_OAEP_SHA_256_AES_256_ECB_PKCS7_PAD',
  'SM2PKE',
  'SM2PKE_SM4_ECB',
];
const RSA = ['RSAES_OAEP_SHA_256_AES_256_ECB_PKCS7_PAD', 'SM2PKE'];

test.each([
  ['Aliyun_AES_256', OCTETS],
  ['Aliyun_AES_192', OCTETS],
  ['Aliyun_AES_128', OCTETS],
  ['Aliyun_SM4', OCTETS],
  ['HMAC_SHA_512', OCTETS],
  ['RSA_2048', RSA],
  ['RSA_4096', RSA],
  ['EC_P256', CURVES],
  ['EC_P256K', CURVES],
  ['EC_SM2', CURVES],
])('material of %s can be encrypted with %s', async (KeySpec, possible) => {
  const { KeyId } = await makeKey(server.root, { KeySpec, Origin: 'EXTERNAL' });
  const all = new Set([...OCTETS, ...CURVES]);
  for (const WrappingAlgorithm of all) {
    const WrappingKeySpec = WrappingAlgorithm.startsWith('SM2') ? 'EC_SM2' : 'RSA_2048';
    const { status, body } = await ask({ KeyId, WrappingKeySpec, WrappingAlgorithm });
    const isTaken = possible.includes(WrappingAlgorithm);
    expect([WrappingAlgorithm, status]).toEqual([WrappingAlgorithm, isTaken ? 200 : 400]);
    if (!isTaken) expect(body.Message).toMatch(/"WrappingAlgorithm" is not valid: it must be .* for a key of the spec/);
  }
});

test('a key of another account, none, one whose material is made here, and an alias are refused', async () => {
  const { KeyId } = await makeKey(server.root, { Origin: 'EXTERNAL' });
  expect(await ask({ KeyId }, server.otherAccount)).toEqual(keyNotFound);
  expect(await ask({ KeyId: 'key-none' })).toEqual(keyNotFound);
  expect(await ask({ KeyId: 'alias/none' })).toEqual(aliasUnsupported);
  expect(await ask({ KeyId: (await makeKey(server.root)).KeyId })).toEqual(unsupportedOrigin);
});

test.each([
  ['no key', { KeyId: '' }, missing('KeyId')],
  ['no algorithm', { WrappingAlgorithm: '' }, missing('WrappingAlgorithm')],
  ['no spec', { WrappingKeySpec: '' }, missing('WrappingKeySpec')],
  ['a longer wrapping key', { WrappingKeySpec: 'RSA_4096' }, invalid('WrappingKeySpec')],
  ['an unknown algorithm', { WrappingAlgorithm: 'RSA' }, invalid('WrappingAlgorithm')],
  ['an algorithm of the other wrapping key', { WrappingKeySpec: 'EC_SM2' }, invalid('WrappingAlgorithm')],
])('%s is refused', async (_what, parameters, answer) => {
  const { KeyId } = await makeKey(server.root, { Origin: 'EXTERNAL' });
  expect(await ask({ KeyId, ...parameters })).toEqual(answer);
});
