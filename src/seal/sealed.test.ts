import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPython } from '../../test/python/interpreter.js';
import { KeyFileSeal } from './key-file.js';
import { type Seal, SealError } from './seal.js';
import { keyVersionOf, openBytes, resealBytes, sealBytes } from './sealed.js';

const sealWith = (keys: Record<number, Buffer>, current = 1): Seal =>
  new KeyFileSeal({
    current,
    keys: new Map(Object.entries(keys).map(([version, key]) => [Number(version), Buffer.from(key)])),
  });
const key = randomBytes(32);
const seal = sealWith({ 1: key });
const secret = Buffer.from('the private key of a certificate');

describe('a sealed value', () => {
  test('opens for its record', async () => {
    for (const plaintext of [secret, Buffer.alloc(0), randomBytes(100_000)]) {
      expect(await openBytes(seal, await sealBytes(seal, plaintext, 'record-1'), 'record-1')).toEqual(plaintext);
    }
  });

  test('is another one each time, and does not show what it holds', async () => {
    const [one, two] = [await sealBytes(seal, secret, 'r'), await sealBytes(seal, secret, 'r')];
    expect(one.equals(two)).toBe(false);
    expect(one.includes(secret.subarray(0, 8))).toBe(false);
    expect(one.length - secret.length).toBe(95);
  });

  test('does not open for another record, so that two records cannot be exchanged', async () => {
    const one = await sealBytes(seal, secret, 'record-1');
    await expect(openBytes(seal, one, 'record-2')).rejects.toBeInstanceOf(SealError);
    await expect(openBytes(seal, one, '')).rejects.toBeInstanceOf(SealError);
  });

  test('does not open under another key of the same version, or without its key', async () => {
    const sealed = await sealBytes(seal, secret, 'r');
    await expect(openBytes(sealWith({ 1: randomBytes(32) }), sealed, 'r')).rejects.toBeInstanceOf(SealError);
    await expect(openBytes(sealWith({ 2: key }, 2), sealed, 'r')).rejects.toThrow(/version 1/);
  });

  test('does not open with any bit changed', async () => {
    const sealed = await sealBytes(seal, secret, 'r');
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      await expect(openBytes(seal, changed, 'r')).rejects.toBeInstanceOf(SealError);
    }
  });

  test('does not open cut short or made longer', async () => {
    const sealed = await sealBytes(seal, secret, 'r');
    for (let length = 0; length < sealed.length; length++) {
      await expect(openBytes(seal, sealed.subarray(0, length), 'r')).rejects.toBeInstanceOf(SealError);
    }
    await expect(openBytes(seal, Buffer.concat([sealed, Buffer.alloc(1)]), 'r')).rejects.toBeInstanceOf(SealError);
  });

  test('is a clear error whatever bytes come instead of one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async bytes => {
        await expect(openBytes(seal, Buffer.from(bytes), 'r')).rejects.toBeInstanceOf(SealError);
      }),
    );
  });

  test('does not open with the layers of two values put together', async () => {
    const [one, two] = [await sealBytes(seal, secret, 'r'), await sealBytes(seal, secret, 'r')];
    const header = one.length - secret.length - 16;
    await expect(openBytes(seal, Buffer.concat([one.subarray(0, header), two.subarray(header)]), 'r')).rejects.toThrow(
      SealError,
    );
  });

  test('moves under a new key, and opens without the old one', async () => {
    const old = await sealBytes(seal, secret, 'r');
    const next = randomBytes(32);
    const both = sealWith({ 1: key, 2: next }, 2);
    const moved = await resealBytes(both, old, 'r');
    expect([keyVersionOf(old), keyVersionOf(moved)]).toEqual([1, 2]);
    expect(await openBytes(sealWith({ 2: next }, 2), moved, 'r')).toEqual(secret);
    await expect(resealBytes(both, old, 'other')).rejects.toBeInstanceOf(SealError);
  });

  test('can be made with a seal that answers later', async () => {
    const slow: Seal = {
      id: 'slow',
      wrap: async (dataKey, context) => seal.wrap(dataKey, context),
      unwrap: async (wrapped, context) => seal.unwrap(wrapped, context),
    };
    expect(await openBytes(slow, await sealBytes(slow, secret, 'r'), 'r')).toEqual(secret);
  });
});

const python = findPython('cryptography');

/** Written from the description of the format at the head of sealed.ts and from the specification of XAES-256-GCM, with NIST's KDF as a library has it. */
const opener = `
import sys, struct
from cryptography.hazmat.primitives.ciphers import algorithms
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.kbkdf import KBKDFCMAC, Mode, CounterLocation
key, sealed, record = bytes.fromhex(sys.argv[1]), bytes.fromhex(sys.argv[2]), sys.argv[3].encode()
form, version, length = struct.unpack('>BIH', sealed[:7])
assert (form, version) == (1, 1)
nonce, wrapped, rest = sealed[7:31], sealed[31:7 + length], sealed[7 + length:]
derived = KBKDFCMAC(algorithm=algorithms.AES, mode=Mode.CounterMode, length=32, rlen=2, llen=None,
    location=CounterLocation.BeforeFixed, label=None, context=None, fixed=b'X\\0' + nonce[:12]).derive(key)
data_key = AESGCM(derived).decrypt(nonce[12:], wrapped, b'chancery data key\\0' + record)
sys.stdout.buffer.write(AESGCM(data_key).decrypt(bytes(12), rest, b'chancery sealed data\\0' + record))
`;

test.skipIf(!python)('a stranger with the key opens a sealed value', async () => {
  const sealed = await sealBytes(seal, secret, 'certificate/1');
  const opened = execFileSync(python as string, [
    '-c',
    opener,
    key.toString('hex'),
    sealed.toString('hex'),
    'certificate/1',
  ]);
  expect(opened).toEqual(secret);
});
