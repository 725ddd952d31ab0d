/**
 * Examples that standards print, through the API with their private keys imported: ECDSA (RFC 6979), SM2 (GB/T 32918.5, which is GM/T 0003.5), SM4 in GCM
 * (RFC 8998). SM3 (GM/T 0004) and SM4 by itself (GM/T 0002) are looked at where the program has them from.
 */
import { createCipheriv, createECDH, createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { p256, secp256k1, sm2Curve } from '../../src/crypto/curves.js';
import { integer, octetString, seq } from '../../src/crypto/der.js';
import { sm2SignerDigest } from '../../src/crypto/sm2-signature.js';
import { makeImported } from '../api/kms/import/import-calls.js';
import { makeKey } from '../api/kms/keys/key-calls.js';
import { onlyVersion } from '../api/kms/keys/pair-calls.js';
import { kmsOk } from '../api/kms/kms-calls.js';
import { instanceCalls, makeClientKey } from '../api/kms-instance/use-instance.js';
import type { ClientKey } from '../instance-client.js';
import { useTestServer } from '../use-test-server.js';
import { hybridMaterial } from './imported-pair.js';

const server = useTestServer();
const hex = (text: string) => Buffer.from(text, 'hex');

async function importPair(KeySpec: string, KeyUsage: string, pkcs8Der: Buffer) {
  const { KeyId } = await makeKey(server.root, { KeySpec, KeyUsage, Origin: 'EXTERNAL' });
  await kmsOk(server.root, 'ImportKeyMaterial', { KeyId, ...(await hybridMaterial(server.root, KeyId, pkcs8Der)) });
  return { KeyId, KeyVersionId: await onlyVersion(server.root, KeyId) };
}

function pointOf(curve: 'prime256v1' | 'secp256k1', d: Buffer): Buffer {
  const pair = createECDH(curve);
  pair.setPrivateKey(d);
  return pair.getPublicKey().subarray(1);
}

const RFC_6979 = 'c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721';
const ONE = '01'.padStart(64, '0');

test.each([
  [
    'RFC 6979 A.2.5, sample',
    'EC_P256',
    RFC_6979,
    'sample',
    'efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716',
    'f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8',
  ],
  [
    'RFC 6979 A.2.5, test',
    'EC_P256',
    RFC_6979,
    'test',
    'f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367',
    '019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083',
  ],
  [
    'RFC 6979 on secp256k1, as wallets have it (bitcointalk.org, topic 285142)',
    'EC_P256K',
    ONE,
    'Satoshi Nakamoto',
    '934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8',
    '2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5',
  ],
])('%s', async (_name, KeySpec, d, message, r, s) => {
  const [curve, name] = KeySpec === 'EC_P256' ? ([p256, 'prime256v1'] as const) : ([secp256k1, 'secp256k1'] as const);
  const pair = await importPair(KeySpec, 'SIGN/VERIFY', curve.layout.pkcs8(hex(d), pointOf(name, hex(d))));
  const Digest = createHash('sha256').update(message).digest('base64');
  const asked = { ...pair, Algorithm: 'ECDSA_SHA_256', Digest };
  const verify = async (rValue: string) => {
    const Value = seq(integer(hex(rValue)), integer(hex(s))).toString('base64');
    return (await kmsOk(server.root, 'AsymmetricVerify', { ...asked, Value })).Value;
  };
  expect([await verify(r), await verify(r.replace(/.$/, '0'))]).toEqual([true, false]);
});

const SM2_D = hex('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8');
const SM2_XY = hex(
  '09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020' +
    'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
);

test('GB/T 32918.5 appendix A: the signature of "message digest"', async () => {
  const pair = await importPair('EC_SM2', 'SIGN/VERIFY', sm2Curve.layout.pkcs8(SM2_D, SM2_XY));
  const signerDigest = sm2SignerDigest(SM2_XY);
  expect(signerDigest.toString('hex')).toBe('b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3');
  const digest = createHash('sm3').update(signerDigest).update('message digest').digest();
  expect(digest.toString('hex')).toBe('f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640');
  const Value = seq(
    integer(hex('f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3')),
    integer(hex('b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa')),
  ).toString('base64');
  const asked = { ...pair, Algorithm: 'SM2DSA', Digest: digest.toString('base64'), Value };
  expect(await kmsOk(server.root, 'AsymmetricVerify', asked)).toMatchObject({ Value: true });
});

test('GB/T 32918.5 appendix C: the ciphertext of "encryption standard"', async () => {
  const pair = await importPair('EC_SM2', 'ENCRYPT/DECRYPT', sm2Curve.layout.pkcs8(SM2_D, SM2_XY));
  const CiphertextBlob = seq(
    integer(hex('04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73')),
    integer(hex('e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0')),
    octetString(hex('59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766')),
    octetString(hex('21886ca989ca9c7d58087307ca93092d651efa')),
  ).toString('base64');
  const opened = await kmsOk(server.root, 'AsymmetricDecrypt', { ...pair, Algorithm: 'SM2PKE', CiphertextBlob });
  expect(opened.Plaintext).toBe(Buffer.from('encryption standard').toString('base64'));
});

const SM4_KEY = '0123456789abcdeffedcba9876543210';
let application: ClientKey;
beforeAll(async () => {
  application = await makeClientKey(server.root);
});
const { ok } = instanceCalls(server, () => application);

test('RFC 8998 appendix A.1: SM4 in GCM with additional data', async () => {
  const { KeyId } = await makeImported(server.root, { KeySpec: 'Aliyun_SM4' }, hex(SM4_KEY));
  const CiphertextBlob = hex(
    '17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d' +
      '83de3541e4c2b58177e065a9bf7b62ec',
  );
  const opened = await ok('Decrypt', {
    KeyId,
    CiphertextBlob,
    Iv: hex('00001234567800000000abcd'),
    Aad: hex('feedfacedeadbeeffeedfacedeadbeefabaddad2'),
    Algorithm: 'SM4_GCM',
  });
  expect(opened.Plaintext.toString('hex')).toBe('aabbccddeeffeeaa'.replace(/../g, pair => pair.repeat(8)));
});

test('GM/T 0002 appendix A.1: SM4 encrypts its own key', () => {
  const cipher = createCipheriv('sm4-ecb', hex(SM4_KEY), null).setAutoPadding(false);
  const encrypted = Buffer.concat([cipher.update(hex(SM4_KEY)), cipher.final()]);
  expect(encrypted.toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
});

test.each([
  ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
  ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
])('GM/T 0004 appendix A: SM3 of %s', (message, digest) => {
  expect(createHash('sm3').update(message).digest('hex')).toBe(digest);
});
