/** A crowd that holds what it can of a server in little memory. `npm run torture:strangers` does the same with ten thousand. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { besiege } from '../torture/strangers.js';

test('a server in 256 MB lives through strangers who finish nothing, and answers its callers', async () => {
  const data = await mkdtemp(join(tmpdir(), 'chancery-strangers-'));
  const lines: string[] = [];
  const siege = { data, connections: 1000, seconds: 3, memoryMb: 256, say: (line: string) => lines.push(line) };
  const result = await besiege(siege);
  await rm(data, { recursive: true });
  for (const line of lines) process.stdout.write(`${line}\n`);
  expect(result).toMatchObject({ alive: true, unanswered: [] });
  expect(result.answered).toBeGreaterThan(0);
  // A control group counts pages of files as well; it gives those back when it has to.
  if (!result.bounded) expect(result.peakMb).toBeLessThan(300);
});
