import { constants, generateKeyPairSync, hash, type KeyObject, verify } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type RsaScheme, signLongKeysBy, signRsaDigest } from '../crypto/rsa-digest.js';
import { HiredThreads } from './hired-threads.js';
import type { FromSigner, ToSigner } from './rsa-signer-thread.js';
import { signLongKeysElsewhere } from './rsa-signers.js';
import { threadEntry } from './worker-options.js';

const message = Buffer.from('what is signed');
const digest = hash('sha256', message, 'buffer');
const PADDINGS = { pkcs1: constants.RSA_PKCS1_PADDING, pss: constants.RSA_PKCS1_PSS_PADDING } as const;
const isRight = (key: KeyObject, scheme: RsaScheme, signature: Buffer) =>
  verify('sha256', message, { key, padding: PADDINGS[scheme], saltLength: 32 }, signature);

test.each([
  [2048, 'pkcs1'],
  [3072, 'pss'],
  [4096, 'pkcs1'],
  [4096, 'pss'],
] as const)(
  'signatures of RSA keys of %i bits (%s) verify with OpenSSL, several at once',
  async (modulusLength, scheme) => {
    signLongKeysElsewhere();
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength });
    const signatures = await Promise.all([1, 2, 3].map(() => signRsaDigest(privateKey, scheme, digest)));
    for (const signature of signatures) {
      expect(signature).toHaveLength(modulusLength / 8);
      expect(isRight(publicKey, scheme, signature)).toBe(true);
    }
  },
);

test('a thread that dies fails the one signature, and the next one gets another thread', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const signers = new HiredThreads<ToSigner, FromSigner>(
    'rsa-signer',
    threadEntry(import.meta.url, './rsa-signer-thread.js'),
    20,
  );
  // More than the modulus.
  await expect(signers.run({ key: privateKey, encoded: new Uint8Array(128).fill(255) })).rejects.toThrow();
  expect(signers.idle).toBe(0);
  const encoded = new Uint8Array(128);
  encoded[127] = 2;
  expect(await signers.run({ key: privateKey, encoded })).toHaveLength(128);
  expect(signers.idle).toBe(1);
  while (signers.idle > 0) await nextTurn();
});

test('this thread only encodes: the arithmetic is another one’s', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 4096 });
  const asked: number[] = [];
  signLongKeysBy(async (_key, encoded) => {
    asked.push(encoded.length);
    return encoded;
  });
  expect(await signRsaDigest(privateKey, 'pkcs1', digest)).toHaveLength(512);
  expect(asked).toEqual([512]);
});
