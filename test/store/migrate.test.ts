import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { openStore, type StoreOptions } from '../../src/store/open-store.js';
import { insertStep } from '../../src/store/step.js';
import { newPostgresDatabase, postgresMissing } from '../postgres.js';
import { describeStores, scratchFolder } from './each-store.js';

describeStores('migrations', subject => {
  test('run once, and leave alone what is there', async () => {
    const { store, reopen } = subject();
    await store.commit([insertStep(store, 'settings', { name: 'kept', value: 'yes' })]);
    const again = await reopen();
    await again.migrate();
    const { rows } = await sql<{ value: string }>`select value from settings where name = 'kept'`.execute(again.db);
    expect(rows).toEqual([{ value: 'yes' }]);
    await again.close();
  });

  test('that came later run though others with a higher number have run', async () => {
    const { options, execute } = subject();
    await execute("delete from kysely_migration where name = '0023-external-authorities'");
    await execute('drop table ca_taken_serial_numbers');
    const store = await openStore(options);
    // It gets as far as what the first run left behind: so it has been tried.
    await expect(store.migrate()).rejects.toThrow(/origin|column/);
    await store.close();
  });

  test('refuse a database that a newer version has used', async () => {
    const { options, execute } = subject();
    await execute("insert into kysely_migration (name, timestamp) values ('9999-from-the-future', '')");
    const store = await openStore(options);
    await expect(store.migrate()).rejects.toMatchObject({
      name: 'StoreError',
      fault: 'newer-version',
      message: expect.stringMatching(/newer version of Chancery .*9999-from-the-future/),
    });
    await store.close();
  });
});

describe('servers that start at once on a new database', () => {
  /** Processes of their own, as servers are: on SQLite one waits for the other without letting anything else run. */
  async function startFour(options: StoreOptions): Promise<(number | null)[]> {
    const program = `
      import { openStore } from '${new URL('../../build/src/store/open-store.js', import.meta.url)}';
      const store = await openStore(${JSON.stringify(options)});
      await store.migrate();
      await store.close();`;
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: 'inherit' }),
    );
    return Promise.all(children.map(async it => (await once(it, 'exit'))[0] as number | null));
  }

  test('migrate it once, on SQLite', async () => {
    const folder = await scratchFolder();
    expect(await startFour({ sqliteFile: join(folder, 'chancery.db') })).toEqual([0, 0, 0, 0]);
    await rm(folder, { recursive: true });
  });

  test.skipIf(postgresMissing)(
    `migrate it once, on PostgreSQL${postgresMissing ? ` (${postgresMissing})` : ''}`,
    async () => {
      const database = await newPostgresDatabase();
      expect(await startFour({ url: database.url })).toEqual([0, 0, 0, 0]);
      await database.remove();
    },
  );
});
