import { createPrivateKey, createPublicKey } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { findAlgorithm } from '../crypto/algorithms.js';
import { serverItself } from '../domain/requester.js';
import { KeyStock } from './key-stock.js';
import type { Seal } from './seal.js';

const small = findAlgorithm('RSA_1024')!;
const usual = findAlgorithm('RSA_2048')!;
const curve = findAlgorithm('ECC_256')!;

/** Remembers what it wrapped, and turns every octet over, so that what is sealed differs from what is not. */
function turningSeal(): Seal & { readonly wrapped: number; readonly unwrapped: number } {
  const turn = (bytes: Uint8Array) => Buffer.from(bytes.map(octet => octet ^ 0xff));
  const calls = { wrapped: 0, unwrapped: 0 };
  return {
    id: 'turning',
    get wrapped() {
      return calls.wrapped;
    },
    get unwrapped() {
      return calls.unwrapped;
    },
    wrap: dataKey => {
      calls.wrapped++;
      return { keyVersion: 1, bytes: turn(dataKey) };
    },
    unwrap: ({ bytes }) => {
      calls.unwrapped++;
      return turn(bytes);
    },
  };
}

const publicHalf = (pkcs8Der: Buffer) =>
  createPublicKey(createPrivateKey({ key: pkcs8Der, format: 'der', type: 'pkcs8' })).export({
    type: 'spki',
    format: 'der',
  });

test('a pair that was made ahead is opened once, by the call that takes it, and then gone', async () => {
  const seal = turningSeal();
  const stock = new KeyStock(seal, 2, [small]);
  expect([await stock.makeOne(), await stock.makeOne(), await stock.makeOne()]).toEqual([true, true, false]);
  expect([stock.size(small), seal.wrapped, seal.unwrapped]).toEqual([2, 2, 0]);

  const pairs = [
    await stock.keyPair(small, serverItself),
    await stock.keyPair(small, serverItself),
    await stock.keyPair(small, serverItself),
  ];
  expect([stock.size(small), seal.unwrapped]).toEqual([0, 2]);
  for (const { pkcs8Der, spkiDer } of pairs) expect(publicHalf(pkcs8Der)).toEqual(spkiDer);
  expect(new Set(pairs.map(({ spkiDer }) => spkiDer.toString('hex'))).size).toBe(3);
});

test('a size is made ahead once somebody has asked for it, the emptiest first, and curves never', async () => {
  const stock = new KeyStock(turningSeal(), 1, [usual]);
  await stock.keyPair(curve, serverItself);
  await stock.keyPair(small, serverItself);
  while (await stock.makeOne());
  expect([stock.size(small), stock.size(usual), stock.size(curve)]).toEqual([1, 1, 0]);
});

test('a stock of none makes none', async () => {
  const stock = new KeyStock(turningSeal(), 0, [small]);
  expect(await stock.makeOne()).toBe(false);
  const { pkcs8Der, spkiDer } = await stock.keyPair(small, serverItself);
  expect(publicHalf(pkcs8Der)).toEqual(spkiDer);
});

test('it fills itself while there is little to do, and stops when told to', async () => {
  const faults: unknown[] = [];
  const stock = new KeyStock(turningSeal(), 2, [small]);
  const job = stock.job(fault => faults.push(fault));
  job.start();
  await vi.waitFor(() => expect(stock.size(small)).toBeGreaterThan(0), { timeout: 30_000 });
  await job.stop();
  const then = stock.size(small);
  await stock.keyPair(small, serverItself);
  await new Promise(resolve => setTimeout(resolve, 600));
  expect([stock.size(small), faults]).toEqual([then - 1, []]);
});
