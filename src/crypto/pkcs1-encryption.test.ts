import { constants, createPrivateKey, generateKeyPairSync, publicEncrypt } from 'node:crypto';
import { expect, test } from 'vitest';
import { decryptPkcs1 } from './pkcs1-encryption.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const message = Buffer.alloc(32, 7);

/** A ciphertext of octets that stand where padding and message stand. */
const rawly = (encoded: Buffer) => publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, encoded);

function encoded(change: (octets: Buffer) => void = () => {}): Buffer {
  const octets = Buffer.concat([Buffer.of(0, 2), Buffer.alloc(256 - 3 - 32, 0xa5), Buffer.of(0), message]);
  change(octets);
  return octets;
}

test('what openssl encrypts comes back', async () => {
  const theirs = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, message);
  expect(await decryptPkcs1(privateKey, theirs, 32)).toEqual(message);
  expect(await decryptPkcs1(privateKey, rawly(encoded()), 32)).toEqual(message);
  const highest = rawly(encoded(it => it.fill(0xff, 2, 223)));
  expect(await decryptPkcs1(privateKey, highest, 32)).toEqual(message);
});

test.each<[string, Buffer]>([
  ['another first octet', encoded(it => (it[0] = 1))],
  ['another kind of block', encoded(it => (it[1] = 1))],
  ['a zero at the beginning of the padding', encoded(it => (it[2] = 0))],
  ['a zero at its end', encoded(it => (it[222] = 0))],
  ['no zero behind it', encoded(it => (it[223] = 1))],
  ['a message that is an octet longer', encoded(it => (it[222] = 0)).fill(0xa5, 223, 224)],
])('%s is no ciphertext of it', async (_what, octets) => {
  expect(await decryptPkcs1(privateKey, rawly(octets), 32)).toBeUndefined();
});

test('neither is one of another length, of another key, or of a number beyond the modulus', async () => {
  const theirs = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, message);
  expect(await decryptPkcs1(privateKey, theirs, 16)).toBeUndefined();
  expect(await decryptPkcs1(privateKey, theirs.subarray(1), 32)).toBeUndefined();
  expect(await decryptPkcs1(privateKey, Buffer.alloc(256, 0xff), 32)).toBeUndefined();
  expect(await decryptPkcs1(privateKey, Buffer.alloc(0), 32)).toBeUndefined();
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  expect(
    await decryptPkcs1(createPrivateKey(other.export({ type: 'pkcs8', format: 'pem' })), theirs, 32),
  ).toBeUndefined();
});
