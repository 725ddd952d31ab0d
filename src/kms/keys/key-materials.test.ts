/** What a spec is called is what its material is. */
import { createPrivateKey, createPublicKey, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { generateKeyPair } from '../../crypto/keys.js';
import { serverItself } from '../../domain/requester.js';
import { type Seal, SealError } from '../../seal/seal.js';
import type { KeyVersion } from './key.js';
import { KeyMaterials } from './key-materials.js';
import { type KeySpecName, keySpecNames } from './key-specs.js';

/** Hides a data key by a mask, and its context along with it. */
const mask = randomBytes(32);
const masked = (bytes: Buffer) => Buffer.from(bytes.map((byte, i) => byte ^ (mask[i] ?? 0)));
const seal: Seal = {
  id: 'test',
  wrap: (dataKey, context) => ({ keyVersion: 1, bytes: Buffer.concat([masked(dataKey), context]) }),
  unwrap: ({ bytes }, context) => {
    if (!bytes.subarray(32).equals(context)) throw new SealError('another record');
    return masked(bytes.subarray(0, 32));
  },
};
const materials = new KeyMaterials(seal, generateKeyPair);
const now = new Date('2026-03-01T12:00:00Z');
const make = (spec: KeySpecName) =>
  materials.makeVersion({ accountId: '1', id: 'key-1', spec }, 1, now, serverItself) as Promise<
    KeyVersion & { sealedMaterial: Buffer }
  >;

const OCTETS: Readonly<Partial<Record<KeySpecName, number>>> = {
  Aliyun_AES_256: 32,
  Aliyun_AES_192: 24,
  Aliyun_AES_128: 16,
  Aliyun_SM4: 16,
  HMAC_SHA_224: 28,
  HMAC_SHA_256: 32,
  HMAC_SHA_384: 48,
  HMAC_SHA_512: 64,
  HMAC_SM3: 32,
};

/** Type, and curve or size of the modulus, as OpenSSL sees the pair. */
const PAIRS: Readonly<Partial<Record<KeySpecName, readonly unknown[]>>> = {
  RSA_2048: ['rsa', 2048],
  RSA_3072: ['rsa', 3072],
  RSA_4096: ['rsa', 4096],
  EC_P256: ['ec', 'prime256v1'],
  EC_P256K: ['ec', 'secp256k1'],
  EC_SM2: [undefined, undefined],
  ML_DSA_44: ['ml-dsa-44', undefined],
  ML_DSA_65: ['ml-dsa-65', undefined],
  ML_DSA_87: ['ml-dsa-87', undefined],
  ML_KEM_512: ['ml-kem-512', undefined],
  ML_KEM_768: ['ml-kem-768', undefined],
  ML_KEM_1024: ['ml-kem-1024', undefined],
};

test('every spec is in one of the tables of this test', () => {
  expect([...Object.keys(OCTETS), ...Object.keys(PAIRS)].sort()).toEqual([...keySpecNames].sort());
});

test.each(Object.entries(OCTETS))('%s is %d octets', async (spec, length) => {
  const version = await make(spec as KeySpecName);
  const [one, other] = [await materials.open(version), await materials.open(await make(spec as KeySpecName))];
  expect([one.length, version.publicKeyDer, one.equals(other)]).toEqual([length, undefined, false]);
});

test.each(Object.entries(PAIRS))('%s is a pair of %j', async (spec, [type, detail]) => {
  const version = await make(spec as KeySpecName);
  const der = await materials.open(version);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey({ key: version.publicKeyDer as Buffer, format: 'der', type: 'spki' });
  for (const key of [privateKey, publicKey]) {
    const { namedCurve, modulusLength } = key.asymmetricKeyDetails ?? {};
    expect([key.asymmetricKeyType, namedCurve ?? modulusLength]).toEqual([type, detail]);
  }
  expect(createPublicKey(privateKey as never).export({ type: 'spki', format: 'der' })).toEqual(version.publicKeyDer);
});

test('material opens in its own record only', async () => {
  const version = await make('Aliyun_AES_256');
  for (const moved of [{ accountId: '2' }, { keyId: 'key-2' }, { id: 'other' }]) {
    await expect(materials.open({ ...version, ...moved })).rejects.toThrow(SealError);
  }
});
