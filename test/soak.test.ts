/**
 * The short form of `npm run soak`: what grows with every list that is read would be hundreds of megabytes here. A server that warms up takes
 * a hundred.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { soak } from '../fuzz/soak.js';

test("the server's memory does not follow the number of lists that are read with filters", async () => {
  const data = await mkdtemp(join(tmpdir(), 'chancery-soak-'));
  const { result, memory, early, late } = await soak({
    data,
    project: process.cwd(),
    seed: 20_261_130,
    requests: 8000,
  });
  await rm(data, { recursive: true });
  expect(result.sent).toBe(8000);
  expect(result.reports).toEqual([]);
  // Where there is no /proc there is nothing to look at.
  if (memory.length > 4) expect(late - early, `${early} MB, then ${late} MB`).toBeLessThan(150);
}, 300_000);
