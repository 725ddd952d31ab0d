import { expect, test } from 'vitest';
import { findAlgorithm } from '../crypto/algorithms.js';
import { generateKeyPair } from '../crypto/keys.js';
import { Refusal } from '../domain/change.js';
import type { Seal } from '../seal/seal.js';
import { openBytes } from '../seal/sealed.js';
import { checkAlgorithmAllowed, sealKey } from './key-pair.js';

const seal: Seal = {
  id: 'none',
  wrap: dataKey => ({ keyVersion: 1, bytes: Buffer.from(dataKey) }),
  unwrap: ({ bytes }) => Buffer.from(bytes),
};

test('RSA_1024 is refused where it is switched off, and nothing else is', () => {
  const [weak, strong] = [findAlgorithm('RSA_1024')!, findAlgorithm('RSA_2048')!];
  expect(() => checkAlgorithmAllowed(weak, { rsa1024Allowed: false })).toThrow(Refusal);
  checkAlgorithmAllowed(strong, { rsa1024Allowed: false });
  checkAlgorithmAllowed(weak, { rsa1024Allowed: true });
});

test('the private half is sealed under its record and wiped', async () => {
  const pair = await generateKeyPair(findAlgorithm('ECC_256')!);
  const plain = Buffer.from(pair.pkcs8Der);
  const sealed = await sealKey(seal, pair, 'record');
  expect(pair.pkcs8Der.every(octet => octet === 0)).toBe(true);
  expect(sealed.includes(plain.subarray(36, 68))).toBe(false);
  expect(await openBytes(seal, sealed, 'record')).toEqual(plain);
  await expect(openBytes(seal, sealed, 'other')).rejects.toThrow();
});
