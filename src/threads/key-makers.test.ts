import { createPrivateKey, createPublicKey } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { KeyMakers } from './key-makers.js';

/** Fields of a thread's line in /proc (proc(5)), counted from the one behind the name. */
const NICE = 16;

/** Threads of this process that have a low priority. */
const yielding = () =>
  readdirSync('/proc/self/task')
    .map(
      it =>
        readFileSync(`/proc/self/task/${it}/stat`, 'latin1')
          .replace(/^.*\) /, '')
          .split(' ')[NICE],
    )
    .filter(nice => nice === '10');

describe.skipIf(!existsSync('/proc/thread-self'))(
  'threads that make keys (they need priorities of threads, which Linux has)',
  () => {
    test('several at once make pairs, each its own', async () => {
      const makers = new KeyMakers();
      const pairs = await Promise.all([makers.make(2048), makers.make(2048), makers.make(1024)]);
      const sizes = pairs.map(({ privateKey, publicKey }) => {
        const key = createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' });
        expect(createPublicKey(key).export({ format: 'der', type: 'spki' })).toEqual(publicKey);
        expect(key.asymmetricKeyDetails?.publicExponent).toBe(65537n);
        return key.asymmetricKeyDetails?.modulusLength;
      });
      expect(sizes).toEqual([2048, 2048, 1024]);
      expect(new Set(pairs.map(it => it.publicKey.toString('hex'))).size).toBe(3);
      expect(makers.idle).toBe(3);
    });

    test('they have a low priority, serve again, and end when nobody asks', async () => {
      const before = yielding().length;
      const makers = new KeyMakers(50);
      for (let n = 0; n < 3; n++) await makers.make(1024);
      expect(makers.idle).toBe(1);
      expect(yielding().length).toBeGreaterThan(before);
      while (makers.idle > 0) await wait(10);
    });

    test('a thread that begins to end takes no more keys', async () => {
      const makers = new KeyMakers(20);
      await makers.make(1024);
      // Timers of one length fire in the order in which they were set: this one just after that of the thread.
      await wait(20);
      expect((await makers.make(1024)).publicKey.length).toBeGreaterThan(100);
    });

    test('where a thread ends before its key is made, who waits is told, and the next one gets another thread', async () => {
      const makers = new KeyMakers();
      await expect(makers.make(1)).rejects.toThrow();
      expect((await makers.make(1024)).publicKey.length).toBeGreaterThan(100);
    });
  },
);
