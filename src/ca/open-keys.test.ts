import { beforeAll, describe, expect, test } from 'vitest';
import { findAlgorithm } from '../crypto/algorithms.js';
import { generateKeyPair, verify } from '../crypto/keys.js';
import type { Seal } from '../seal/seal.js';
import { SealError } from '../seal/seal.js';
import { sealBytes } from '../seal/sealed.js';
import { type ClosedKey, OpenKeys } from './open-keys.js';

/** Wraps by remembering; counts how often it is asked to unwrap. */
class CountingSeal implements Seal {
  readonly id = 'counting';
  unwrapped = 0;
  wrap(dataKey: Buffer) {
    return { keyVersion: 1, bytes: Buffer.from(dataKey) };
  }
  unwrap({ bytes }: { bytes: Buffer }) {
    this.unwrapped++;
    return Buffer.from(bytes);
  }
}

const nextTurn = () => new Promise(resolve => setImmediate(() => setImmediate(resolve)));

describe.each(['ECC_256', 'RSA_2048', 'SM2_256'])('open keys of %s', name => {
  const algorithm = findAlgorithm(name)!;
  const seal = new CountingSeal();
  let closed: ClosedKey;
  let spkiDer: Buffer;
  beforeAll(async () => {
    const pair = await generateKeyPair(algorithm);
    spkiDer = pair.spkiDer;
    closed = { id: 'ca-1', algorithm, sealedKey: await sealBytes(seal, pair.pkcs8Der, 'ca-1') };
  });

  test('the calls of one turn share one opening, and the next turn opens anew', async () => {
    const keys = new OpenKeys(seal);
    const before = seal.unwrapped;
    const opened = await Promise.all(Array.from({ length: 20 }, () => keys.open(closed)));
    expect(seal.unwrapped - before).toBe(1);
    expect(new Set(opened).size).toBe(1);
    await nextTurn();
    expect(keys.count).toBe(0);
    await keys.open(closed);
    expect(seal.unwrapped - before).toBe(2);
  });

  test('a call that is still signing when the turn ends keeps its key', async () => {
    const keys = new OpenKeys(seal);
    const key = await keys.open(closed);
    await nextTurn();
    const data = Buffer.from('data');
    expect(verify(spkiDer, algorithm, data, await key.sign(data))).toBe(true);
  });

  test('two authorities have two keys', async () => {
    const keys = new OpenKeys(seal);
    await keys.open(closed);
    await expect(keys.open({ ...closed, id: 'ca-2' })).rejects.toThrow(SealError);
    expect(keys.count).toBe(2);
  });
});
