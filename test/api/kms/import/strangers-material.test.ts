/** What openssl and Python encrypt for import arrives as it was, and does for us what it does for them: ImportKeyMaterial. */

import { spawnSync } from 'node:child_process';
import { createDecipheriv, createHash, createHmac, createPublicKey, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { findPython, script } from '../../../python/interpreter.js';
import { isMissing, Scratch } from '../../../strangers/commands.js';
import { useTestServer } from '../../../use-test-server.js';
import { makeKey } from '../keys/key-calls.js';
import { onlyVersion, publicKeyOf } from '../keys/pair-calls.js';
import { kms, kmsOk, ok } from '../kms-calls.js';
import { importParameters, invalidMaterial } from './import-calls.js';
import { opensslPrivateKey, opensslPublicKey, opensslWraps } from './strangers.js';

const server = useTestServer();
const scratch = new Scratch();

type Wrap = (parameters: { readonly der: Buffer; readonly pem: string }, algorithm: string, material: Buffer) => Buffer;

const specOfWrapping = (algorithm: string) => (algorithm.startsWith('SM2') ? 'EC_SM2' : 'RSA_2048');

async function importWith(wrap: Wrap, KeySpec: string, WrappingAlgorithm: string, material: Buffer): Promise<string> {
  const { KeyId } = await makeKey(server.root, { KeySpec, Origin: 'EXTERNAL' });
  const wrapping = { WrappingKeySpec: specOfWrapping(WrappingAlgorithm), WrappingAlgorithm };
  const parameters = await importParameters(server.root, KeyId, wrapping);
  const { ImportToken } = parameters;
  const EncryptedKeyMaterial = wrap(parameters, WrappingAlgorithm, material).toString('base64');
  expect(await kms(server.root, 'ImportKeyMaterial', { KeyId, ImportToken, EncryptedKeyMaterial })).toEqual(ok());
  return KeyId;
}

async function decryptsWith(material: Buffer, cipher: string, KeyId: string): Promise<string> {
  const { CiphertextBlob } = await kmsOk(server.root, 'Encrypt', { KeyId, Plaintext: 'plaintext' });
  const blob = Buffer.from(String(CiphertextBlob), 'base64');
  const decipher = createDecipheriv(cipher as 'aes-256-gcm', material, blob.subarray(36, 48));
  decipher.setAuthTag(blob.subarray(-16));
  return Buffer.concat([decipher.update(blob.subarray(48, -16)), decipher.final()]).toString();
}

const octets = (length: number) => Buffer.from(Array.from({ length }, (_, i) => i * 7 + 1));

const openssl: Wrap = ({ pem }, algorithm, material) => opensslWraps(scratch, pem, algorithm, material);

describe.skipIf(isMissing('openssl', ['version']))('openssl', () => {
  test.each([
    ['Aliyun_AES_256', 'RSAES_OAEP_SHA_256', 32, 'aes-256-gcm'],
    ['Aliyun_AES_256', 'RSAES_OAEP_SHA_1', 32, 'aes-256-gcm'],
    ['Aliyun_AES_256', 'RSAES_PKCS1_V1_5', 32, 'aes-256-gcm'],
    ['Aliyun_AES_192', 'SM2PKE', 24, 'aes-192-gcm'],
    ['Aliyun_AES_128', 'RSAES_PKCS1_V1_5', 16, 'aes-128-gcm'],
    ['Aliyun_SM4', 'SM2PKE', 16, 'sm4-gcm'],
  ])('brings a key of %s with %s', async (KeySpec, algorithm, length, cipher) => {
    const material = octets(length);
    const KeyId = await importWith(openssl, KeySpec, algorithm, material);
    expect(await decryptsWith(material, cipher, KeyId)).toBe('plaintext');
  });

  test.each([
    ['HMAC_SHA_224', 28, 'sha224'],
    ['HMAC_SHA_512', 64, 'sha512'],
    ['HMAC_SM3', 32, 'sm3'],
  ])('brings a key of %s', async (KeySpec, length, digest) => {
    const material = octets(length);
    const KeyId = await importWith(openssl, KeySpec, 'RSAES_PKCS1_V1_5', material);
    const Message = Buffer.from('message').toString('base64');
    const { Mac } = await kmsOk(server.root, 'GenerateMac', { KeyId, Message, Algorithm: KeySpec });
    expect(Mac).toBe(createHmac(digest, material).update('message').digest('base64'));
  });

  test.each([
    ['RSA_2048', 'RSAES_OAEP_SHA_256_AES_256_ECB_PKCS7_PAD', 'RSA_PSS_SHA_256'],
    ['RSA_3072', 'SM2PKE', 'RSA_PKCS1_SHA_256'],
    ['EC_P256', 'RSAES_OAEP_SHA_256_AES_256_ECB_PKCS7_PAD', 'ECDSA_SHA_256'],
    ['EC_P256', 'RSAES_OAEP_SHA_256', 'ECDSA_SHA_256'],
    ['EC_P256K', 'RSAES_OAEP_SHA_256_AES_256_ECB_PKCS7_PAD', 'ECDSA_SHA_256'],
    ['EC_SM2', 'SM2PKE', 'SM2DSA'],
  ])('brings a private key of %s with %s', async (KeySpec, algorithm, Algorithm) => {
    const pkcs8Der = opensslPrivateKey(KeySpec);
    const KeyId = await importWith(openssl, KeySpec, algorithm, pkcs8Der);
    const pair = { KeyId, KeyVersionId: await onlyVersion(server.root, KeyId) };
    const { der, pem } = await publicKeyOf(server.root, pair);
    expect(der).toEqual(opensslPublicKey(scratch, pkcs8Der));

    const Digest = createHash('sha256').update('message').digest('base64');
    const { Value } = await kmsOk(server.root, 'AsymmetricSign', { ...pair, Algorithm, Digest });
    expect(await kmsOk(server.root, 'AsymmetricVerify', { ...pair, Algorithm, Digest, Value })).toMatchObject({
      Value: true,
    });
    if (Algorithm === 'RSA_PKCS1_SHA_256' || Algorithm === 'ECDSA_SHA_256') {
      const signature = Buffer.from(String(Value), 'base64');
      expect(verify('sha256', Buffer.from('message'), createPublicKey(pem), signature)).toBe(true);
    }
  });

  test.each([
    ['EC_SM2', 'SM2PKE_SM4_ECB'],
    ['EC_P256', 'SM2PKE_SM4_ECB'],
    ['EC_P256K', 'RSAES_OAEP_SHA_1'],
  ])('brings the scalar of a private key of %s with %s', async (KeySpec, algorithm) => {
    const pkcs8Der = opensslPrivateKey(KeySpec);
    const scalarAt = pkcs8Der.indexOf(Buffer.of(0x02, 0x01, 0x01, 0x04, 0x20)) + 5;
    const scalar = pkcs8Der.subarray(scalarAt, scalarAt + 32);
    const KeyId = await importWith(openssl, KeySpec, algorithm, scalar);
    const pair = { KeyId, KeyVersionId: await onlyVersion(server.root, KeyId) };
    expect((await publicKeyOf(server.root, pair)).der).toEqual(opensslPublicKey(scratch, pkcs8Der));
  });

  test('a ciphertext of SM2 may also be the point, the digest and the ciphertext, one after the other', async () => {
    const flat: Wrap = (parameters, algorithm, material) => flattened(openssl(parameters, algorithm, material));
    const KeyId = await importWith(flat, 'Aliyun_SM4', 'SM2PKE', octets(16));
    expect(await decryptsWith(octets(16), 'sm4-gcm', KeyId)).toBe('plaintext');
    const pkcs8Der = opensslPrivateKey('EC_SM2');
    const scalarAt = pkcs8Der.indexOf(Buffer.of(0x02, 0x01, 0x01, 0x04, 0x20)) + 5;
    const scalar = pkcs8Der.subarray(scalarAt, scalarAt + 32);
    const imported = await importWith(flat, 'EC_SM2', 'SM2PKE_SM4_ECB', scalar);
    const pair = { KeyId: imported, KeyVersionId: await onlyVersion(server.root, imported) };
    expect((await publicKeyOf(server.root, pair)).der).toEqual(opensslPublicKey(scratch, pkcs8Der));
  });

  test('a private key without its public one is the same material', async () => {
    const pkcs8Der = opensslPrivateKey('EC_P256');
    const KeyId = await importWith(openssl, 'EC_P256', 'RSAES_OAEP_SHA_256', pkcs8Der);
    const KeyVersionId = await onlyVersion(server.root, KeyId);
    const scalarAt = pkcs8Der.indexOf(Buffer.of(0x02, 0x01, 0x01, 0x04, 0x20)) + 5;
    const again = async (material: Buffer) => {
      const parameters = await importParameters(server.root, KeyId);
      const EncryptedKeyMaterial = openssl(parameters, 'RSAES_OAEP_SHA_256', material).toString('base64');
      const { ImportToken } = parameters;
      return kms(server.root, 'ImportKeyMaterial', { KeyId, ImportToken, EncryptedKeyMaterial });
    };
    expect(await again(pkcs8Der.subarray(scalarAt, scalarAt + 32))).toEqual(ok());
    expect(await again(opensslPrivateKey('EC_P256'))).toEqual(invalidMaterial);
    expect(await onlyVersion(server.root, KeyId)).toBe(KeyVersionId);
  });

  test.each<[string, string, () => Buffer]>([
    ['another curve', 'EC_P256', () => opensslPrivateKey('EC_P256K')],
    ['a curve written out', 'EC_P256', () => opensslPrivateKey('EC_P256', '-pkeyopt', 'ec_param_enc:explicit')],
    ['a longer modulus', 'RSA_2048', () => opensslPrivateKey('RSA_3072')],
    ['the exponent 3', 'RSA_2048', () => opensslPrivateKey('RSA_2048', '-pkeyopt', 'rsa_keygen_pubexp:3')],
    ['a pair on a curve', 'RSA_2048', () => opensslPrivateKey('EC_P256')],
    ['a private key of RSA', 'EC_SM2', () => opensslPrivateKey('RSA_2048')],
    ['the public key of another pair', 'EC_P256', () => halves('EC_P256')],
    ['the scalar zero', 'EC_P256', () => Buffer.alloc(32)],
    ['a scalar beyond the order', 'EC_SM2', () => Buffer.alloc(32, 0xff)],
    ['no key at all', 'EC_P256', () => Buffer.from('-----BEGIN PRIVATE KEY-----')],
  ])('%s is no material for a key of %s', async (_what, KeySpec, material) => {
    const { KeyId } = await makeKey(server.root, { KeySpec, Origin: 'EXTERNAL' });
    const wrapping = { WrappingKeySpec: 'EC_SM2', WrappingAlgorithm: 'SM2PKE' };
    const { ImportToken, pem } = await importParameters(server.root, KeyId, wrapping);
    const EncryptedKeyMaterial = opensslWraps(scratch, pem, 'SM2PKE', material()).toString('base64');
    expect(await kms(server.root, 'ImportKeyMaterial', { KeyId, ImportToken, EncryptedKeyMaterial })).toEqual(
      invalidMaterial,
    );
  });
});

/** The private half of one pair with the public half of another. */
function halves(spec: string): Buffer {
  const [one, other] = [opensslPrivateKey(spec), opensslPrivateKey(spec)];
  return Buffer.concat([one.subarray(0, -64), other.subarray(-64)]);
}

/** 04, the coordinates, the digest and the ciphertext of the structure that openssl writes; what follows it stays. */
function flattened(structure: Buffer): Buffer {
  let at = 2;
  const next = () => {
    const length = structure[at + 1] as number;
    const content = structure.subarray(at + 2, at + 2 + length);
    at += 2 + length;
    return content;
  };
  const coordinate = () => Buffer.concat([Buffer.alloc(32), next()]).subarray(-32);
  return Buffer.concat([Buffer.of(4), coordinate(), coordinate(), next(), next(), structure.subarray(at)]);
}

const python = findPython('cryptography');

test.skipIf(!python).each([
  ['Aliyun_AES_256', 'RSAES_OAEP_SHA_256'],
  ['Aliyun_AES_256', 'RSAES_OAEP_SHA_1'],
  ['Aliyun_AES_256', 'RSAES_PKCS1_V1_5'],
  ['EC_P256', 'RSAES_OAEP_SHA_256_AES_256_ECB_PKCS7_PAD'],
])("Python's cryptography brings a key of %s with %s", async (KeySpec, algorithm) => {
  const wrap: Wrap = ({ der }, _algorithm, material) => {
    const input = JSON.stringify({ algorithm, key: der.toString('base64'), material: material.toString('hex') });
    const { stdout, stderr } = spawnSync(python as string, [script('wrapped_material.py')], {
      input,
      encoding: 'utf8',
    });
    if (stderr !== '') throw new Error(stderr);
    return Buffer.from(stdout, 'base64');
  };
  const material = KeySpec === 'EC_P256' ? opensslPrivateKey('EC_P256') : octets(32);
  const KeyId = await importWith(wrap, KeySpec, algorithm, material);
  if (KeySpec === 'Aliyun_AES_256') expect(await decryptsWith(material, 'aes-256-gcm', KeyId)).toBe('plaintext');
});
