import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { allRecords } from '../../src/audit/follow.js';
import type { StoreOptions } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';
import { describeStores } from './each-store.js';

const program = fileURLToPath(new URL('../../build/test/store/crash-writer.js', import.meta.url));
const rounds = 4;

/** Runs the writer, kills it in the middle of its work, and gives the names it was told are committed. */
async function writeAndDie(options: StoreOptions, round: number): Promise<string[]> {
  const child = spawn(process.execPath, [program, JSON.stringify(options), String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const names = () => output.split('\n').slice(0, -1);
  const underWay = () => names().length > 100 || child.exitCode !== null;
  await expect.poll(underWay, { timeout: 30_000, interval: 5 }).toBe(true);
  expect(child.exitCode, 'the writer ended by itself').toBeNull();
  await wait(Math.random() * 200);
  child.kill('SIGKILL');
  const [, signal] = await once(child, 'close');
  expect(signal).toBe('SIGKILL');
  return names();
}

/** Everything at one moment: on PostgreSQL changes that the killed process had sent may be committed while this reads. */
const everything = `
  select 'settings' as place, name from settings
  union all select 'tokens', token from idempotency_tokens
  order by 2`;

async function namesOnRecord(store: Store): Promise<Set<string>> {
  const names = new Set<string>();
  for await (const { parameters } of allRecords(store.audit, {})) {
    names.add((JSON.parse(parameters) as { name: string }).name);
  }
  return names;
}

describeStores('a process that is killed while it writes', subject => {
  test('has lost nothing that was acknowledged, and left no half of a change', async () => {
    const { options, reopen } = subject();
    const acknowledged = new Set<string>();
    for (let round = 0; round < rounds; round++) {
      for (const name of await writeAndDie(options, round)) acknowledged.add(name);

      const store = await reopen();
      await store.migrate();
      await store.opened();
      const { rows } = await sql.raw<{ place: string; name: string }>(everything).execute(store.db);
      const namesIn = (place: string) => rows.filter(it => it.place === place).map(it => it.name);
      const kept = new Set(namesIn('settings'));
      expect([...acknowledged].filter(it => !kept.has(it))).toEqual([]);
      expect(namesIn('tokens')).toEqual([...kept]);
      // What a killed process has sent to PostgreSQL may be committed since.
      const recorded = await namesOnRecord(store);
      expect([...kept].filter(name => !recorded.has(name))).toEqual([]);
      const states = [...kept].map(name => store.nonces.stateOf('LTAI', name, new Date(0)));
      expect(new Set(await Promise.all(states))).toEqual(new Set(['used']));
      if (store.audit.chain) {
        expect(recorded).toEqual(kept);
        expect(await store.audit.chain.verify()).toMatchObject({ records: kept.size, fault: undefined });
      }
      if (store.dialect.name === 'sqlite') {
        expect(await sql`pragma integrity_check`.execute(store.db)).toMatchObject({
          rows: [{ integrity_check: 'ok' }],
        });
      }
      await store.close();
    }
  });
});
