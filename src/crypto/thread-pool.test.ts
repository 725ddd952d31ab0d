import { describe, expect, it } from 'vitest';
import { keyDerivation, keyGeneration } from './thread-pool.js';

describe('the thread pool', () => {
  it('is never filled by slow work: both kinds together leave a thread free, and neither waits for the whole queue of the other', async () => {
    let running = 0;
    let most = 0;
    const finished: string[] = [];
    const work = (kind: string) => async () => {
      most = Math.max(most, ++running);
      await new Promise(resolve => setTimeout(resolve, 2));
      running--;
      finished.push(kind);
    };
    const generations = Array.from({ length: 20 }, () => keyGeneration.run(work('generation')));
    await Promise.all([...generations, keyDerivation.run(work('derivation'))]);
    expect(most).toBeLessThanOrEqual(Math.max(1, Number(process.env.UV_THREADPOOL_SIZE ?? 4) - 1));
    expect(finished.indexOf('derivation')).toBeLessThan(8);
  });

  it('says that it is busy when 256 wait already', async () => {
    const attempts = Array.from({ length: 300 }, () =>
      keyDerivation.run(() => new Promise<void>(resolve => setImmediate(resolve))),
    );
    const results = await Promise.allSettled(attempts);
    const refused = results.filter(result => result.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(44);
    expect(String(refused[0]?.reason)).toContain('password-based encryption');
  });
});
