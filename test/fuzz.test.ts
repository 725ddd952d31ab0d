/** Hostile requests against a running server. `npm run fuzz` does the same for as long as one wants. */
import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fuzz } from '../fuzz/fuzz.js';

test('20,000 hostile requests meet no 5xx, no answer that clients cannot read and no leak of a password', async () => {
  const seed = randomInt(2 ** 31);
  const data = await mkdtemp(join(tmpdir(), 'chancery-fuzz-'));
  const { reports, sent, built } = await fuzz({ data, project: process.cwd(), seed, requests: 20_000 });
  await rm(data, { recursive: true });

  const found = reports.map(({ fault, report }) => `${fault}\n${report}`).join('\n\n');
  expect(found, `npm run fuzz -- --seed ${seed} repeats it`).toBe('');
  expect(sent).toBe(20_000);
  // Requests that are refused at the door would prove nothing about what stands behind it.
  const reached = [...built.values()].filter(it => it).length;
  expect(reached).toBeGreaterThan(0.8 * built.size);
}, 300_000);
