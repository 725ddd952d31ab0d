/** The generations of caches move with every change of what is cached, on whatever way it comes into the database. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Reading, Subject } from '../../src/caches/generations.js';
import type { Change } from '../../src/domain/change.js';
import { cachedTables } from '../../src/store/cached-tables.js';
import { openStore } from '../../src/store/open-store.js';
import { step } from '../../src/store/step.js';
import { newPostgresDatabase, postgresMissing } from '../postgres.js';
import { describeStores } from './each-store.js';

describeStores('generations', subject => {
  const user = (id: string) =>
    `insert into users (id, account_id, name, name_key, display_name, email, mobile_phone, comments, created_at, updated_at)
     values ('${id}', 'account', '${id}', '${id}', '', '', '', '', 0, 0)`;
  const raw = (sql: string): Change => [{ sql, parameters: [] }];
  const commit = (change: Change) => subject().store.commit(change);

  /** The subjects that a piece of work raises. */
  async function raisedBy(work: () => Promise<unknown>): Promise<Subject[]> {
    const { generations } = subject().store;
    const before = await generations.read();
    await work();
    const after = await generations.read();
    return (Object.keys(after) as Subject[]).filter(it => after[it] !== before[it]);
  }

  test('a change raises what it touches and nothing else, before it is acknowledged', async () => {
    const { store } = subject();
    await commit(raw("insert into accounts values ('account', 'name', 0)"));
    expect(await raisedBy(() => commit(raw(user('one'))))).toEqual(['identity']);
    expect(await raisedBy(() => commit(raw("update users set comments = 'c' where id = 'one'")))).toEqual(['identity']);
    expect(await raisedBy(() => commit([step(store.db.deleteFrom('users').where('id', '=', 'one'))]))).toEqual([
      'identity',
    ]);
    expect(await raisedBy(() => commit(raw("insert into settings values ('name', 'value')")))).toEqual([]);
    expect(await raisedBy(() => commit(raw('select id from users')))).toEqual([]);
    // Many calls lock it.
    expect(await raisedBy(() => commit(raw('update accounts set created_at = created_at')))).toEqual([]);
    const key =
      'insert into kms_client_keys (id, account_id, access_point, certificate, not_before, not_after, created_at) values';
    const point =
      'insert into kms_access_points (account_id, name, authentication_method, description, policies, created_at, updated_at) values';
    const change = [
      ...raw(`${point} ('account', 'point', 'ClientKey', '', '[]', 0, 0)`),
      {
        sql: `${key} ('KAAP.1', 'account', 'point', ${store.dialect.placeholder(0)}, 0, 0, 0)`,
        parameters: [Buffer.of(1)],
      },
      ...raw(user('two')),
    ];
    expect((await raisedBy(() => commit(change))).sort()).toEqual(['client-keys', 'identity']);
  });

  test('every change of many at once raises', async () => {
    const { generations } = subject().store;
    const seen: Reading[] = [await generations.read()];
    await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        const before = await generations.read();
        await commit(raw(user(`many-${i}`)));
        const after = await generations.read();
        expect(after.identity).not.toBe(before.identity);
        seen.push(after);
      }),
    );
    expect(seen.at(-1)?.identity).not.toBe(seen[0]?.identity);
  });

  test('other stores on the database, and statements that come past them all, raise as well', async () => {
    const other = await subject().reopen();
    try {
      expect(await raisedBy(() => other.commit(raw(user('other'))).then(() => commit([])))).toContain('identity');
    } finally {
      await other.close();
    }
    // On SQLite the writer finds out when it writes the next time, as every call makes it do.
    expect(
      await raisedBy(() =>
        subject()
          .execute(user('past'))
          .then(() => commit([])),
      ),
    ).toContain('identity');
  });
});

test.skipIf(postgresMissing)(
  `PostgreSQL watches each cached table${postgresMissing ? ` (${postgresMissing})` : ''}`,
  async () => {
    const { url, remove } = await newPostgresDatabase();
    const stores = await Promise.all([openStore({ url }), openStore({ url })]);
    try {
      await Promise.all(stores.map(it => it.migrate()));
      await stores[0].migrate();
      const { rows } = await sql<{ table: string; subject: string }>`
      select tgrelid::regclass::text as table, encode(tgargs, 'escape') as subject
      from pg_trigger where tgname like '%_raises_%'`.execute(stores[0].db);
      const found = rows.map(it => [it.table, it.subject.replace('\\000', '')]);
      expect(found.sort()).toEqual([...cachedTables].sort());
    } finally {
      await Promise.all(stores.map(it => it.close()));
      await remove();
    }
  },
);

test('something is cached from each subject', () => {
  expect([...new Set(cachedTables.map(([, subject]) => subject))].sort()).toEqual([
    'authorities',
    'client-keys',
    'identity',
    'kms-instances',
    'kms-keys',
    'kms-secrets',
  ]);
});
