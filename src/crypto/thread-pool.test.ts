import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { neverGone } from '../domain/requester.js';
import { keyDerivation, keyGeneration } from './thread-pool.js';

const requester = (id: string) => ({ id, gone: neverGone });

/** Counts what runs at once. */
function counted() {
  const counts = { running: 0, most: 0, finished: [] as string[] };
  const work = (name: string) => async () => {
    counts.most = Math.max(counts.most, ++counts.running);
    await new Promise(resolve => setTimeout(resolve, 2));
    counts.running--;
    counts.finished.push(name);
  };
  return { counts, work };
}

test('slow work of many never fills the thread pool, and of one never takes all processors and the last place', async () => {
  const poolSize = Number(process.env.UV_THREADPOOL_SIZE ?? 4);
  const many = counted();
  await Promise.all(
    Array.from({ length: 20 }, (_, i) => [
      keyGeneration.run(many.work('generation'), requester(`${i}`)),
      keyDerivation.run(many.work('derivation'), requester(`${i}`)),
    ]).flat(),
  );
  expect(many.counts.most).toBeLessThanOrEqual(Math.max(1, poolSize - 1));

  const one = counted();
  await Promise.all(
    Array.from({ length: 20 }, () => [
      keyGeneration.run(one.work('generation'), requester('one')),
      keyDerivation.run(one.work('derivation'), requester('one')),
    ]).flat(),
  );
  expect(one.counts.most).toBeLessThanOrEqual(Math.max(1, Math.min(poolSize - 2, availableParallelism())));
  // Neither kind waits for all of the other.
  expect(one.counts.finished.slice(0, 10)).toContain('generation');
  expect(one.counts.finished.slice(0, 10)).toContain('derivation');
});
