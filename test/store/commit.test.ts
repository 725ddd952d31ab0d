import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { Refusal, type Step } from '../../src/domain/change.js';
import { insertStep, step } from '../../src/store/step.js';
import { StoreError } from '../../src/store/store-error.js';
import { describeStores } from './each-store.js';

describeStores('a change', subject => {
  beforeAll(() =>
    subject().execute(`
      create table parents (id integer primary key, amount integer not null);
      create table children (id integer primary key, parent integer not null references parents (id) on delete restrict);
      create table drafts (id integer primary key, parent integer not null references parents (id));
      create table numbers (id integer primary key, big bigint);
    `),
  );

  const place = (n: number) => (subject().store.dialect.name === 'postgres' ? `$${n}` : '?');
  /** A step on a table that the store does not know. */
  const raw = (text: string, parameters: unknown[] = [], expectation: Partial<Step> = {}): Step => {
    let n = 0;
    return { sql: text.replace(/\?/g, () => place(++n)), parameters, ...expectation };
  };
  const addParent = (id: number, otherwise?: string) =>
    raw('insert into parents (id, amount) values (?, 0)', [id], otherwise === undefined ? {} : { otherwise });
  const parents = async (from: number, to: number) => {
    const { rows } = await sql<{
      id: number;
    }>`select id from parents where id between ${from} and ${to} order by id`.execute(subject().store.db);
    return rows.map(it => it.id);
  };

  test('is seen by a reader that starts after it was committed', async () => {
    await subject().store.commit([addParent(1), addParent(2)]);
    expect(await parents(1, 9)).toEqual([1, 2]);
  });

  test('without steps is committed', async () => {
    await subject().store.commit([]);
  });

  test('is undone as a whole when its last step is refused', async () => {
    const refused = subject().store.commit([addParent(10), addParent(11), addParent(1, 'parent-exists')]);
    await expect(refused).rejects.toEqual(new Refusal<string>('parent-exists'));
    expect(await parents(10, 19)).toEqual([]);
  });

  test('is refused alone among a hundred that are committed with it', async () => {
    const { store } = subject();
    const results = await Promise.allSettled(
      Array.from({ length: 101 }, (_, n) =>
        store.commit(n === 50 ? [addParent(150), addParent(1, 'parent-exists')] : [addParent(100 + n)]),
      ),
    );
    expect(results.filter(it => it.status === 'rejected')).toEqual([
      { status: 'rejected', reason: new Refusal<string>('parent-exists') },
    ]);
    expect(await parents(100, 200)).toEqual(Array.from({ length: 101 }, (_, n) => 100 + n).filter(n => n !== 150));
  });

  test('is refused each for itself when a hundred want the same row, but for one', async () => {
    const { store } = subject();
    const results = await Promise.allSettled(
      Array.from({ length: 100 }, () => store.commit([addParent(300, 'taken')])),
    );
    expect(results.filter(it => it.status === 'fulfilled')).toHaveLength(1);
    for (const it of results) if (it.status === 'rejected') expect(it.reason).toEqual(new Refusal<string>('taken'));
  });

  test('is refused when a step affects another number of rows than it expects', async () => {
    const { store } = subject();
    const raise = (id: number) =>
      raw('update parents set amount = amount + 1 where id = ?', [id], { affects: 1, otherwise: 'no-parent' });
    await store.commit([raise(1)]);
    await expect(store.commit([raise(1), raise(999)])).rejects.toEqual(new Refusal<string>('no-parent'));
    const { rows } = await sql<{ amount: number }>`select amount from parents where id = 1`.execute(store.db);
    expect(rows).toEqual([{ amount: 1 }]);
  });

  test('can rest on what a select finds', async () => {
    const { store } = subject();
    const there = (id: number) =>
      raw('select id from parents where id = ?', [id], { affects: 1, otherwise: 'no-parent' });
    await store.commit([there(1), addParent(400)]);
    await expect(store.commit([there(999), addParent(401)])).rejects.toEqual(new Refusal<string>('no-parent'));
    expect(await parents(400, 409)).toEqual([400]);
  });

  test('sees what its own earlier steps did', async () => {
    const once = { affects: 1, otherwise: 'no-parent' };
    await subject().store.commit([addParent(420), raw('update parents set amount = 7 where id = ?', [420], once)]);
  });

  test('is refused when it violates a foreign key, from either end', async () => {
    const { store } = subject();
    const child = raw('insert into children (id, parent) values (1, ?)', [999], { otherwise: 'no-parent' });
    await expect(store.commit([child])).rejects.toEqual(new Refusal<string>('no-parent'));
    await store.commit([addParent(500), raw('insert into children (id, parent) values (2, 500)')]);
    await store.commit([addParent(501), raw('insert into drafts (id, parent) values (2, 501)')]);
    for (const id of [500, 501]) {
      const remove = raw('delete from parents where id = ?', [id], { otherwise: 'has-children' });
      await expect(store.commit([remove])).rejects.toEqual(new Refusal<string>('has-children'));
    }
  });

  test('that violates a key and gives no reason for it is an error of the program', async () => {
    const error: unknown = await subject()
      .store.commit([addParent(1)])
      .catch(it => it);
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ fault: 'failed' });
  });

  test('that breaks another rule of a table is an error of the program, whatever reason it gives', async () => {
    const step = raw('insert into parents (id, amount) values (600, ?)', [null], { otherwise: 'parent-exists' });
    await expect(subject().store.commit([step])).rejects.toBeInstanceOf(StoreError);
  });

  test('with a statement that means nothing fails alone', async () => {
    const { store } = subject();
    const results = await Promise.allSettled([
      store.commit([addParent(610)]),
      store.commit([raw('insert into nowhere values (1)')]),
      store.commit([addParent(611)]),
    ]);
    expect(results.map(it => it.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  test('shows no value of a row in the error of a failure', async () => {
    const secret = 'c2VhbGVkIGJ5dGVz';
    const error: unknown = await subject()
      .store.commit([insertStep(subject().store, 'settings', { name: secret, value: null as unknown as string })])
      .catch(it => it);
    expect(error).toBeInstanceOf(StoreError);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(secret);
  });

  test('carries text, integers, null and bytes exactly', async () => {
    const { store, execute } = subject();
    const bytes = store.dialect.name === 'postgres' ? 'bytea' : 'blob';
    await execute(`create table things (id integer primary key, t text, i bigint, b ${bytes})`);
    const all = Buffer.from(Array.from({ length: 256 }, (_, n) => n));
    const rows = [
      ['', 0, Buffer.alloc(0)],
      ['ümläut 汉字 \u{1f600} \'";\\', Number.MAX_SAFE_INTEGER, all],
      ['x'.repeat(100_000), Number.MIN_SAFE_INTEGER, Buffer.concat([all, all]).subarray(3, 300)],
      [null, null, null],
    ];
    await store.commit(
      rows.map((row, id) => raw('insert into things (id, t, i, b) values (?, ?, ?, ?)', [id, ...row])),
    );
    const read = await sql<{ t: unknown; i: unknown; b: unknown }>`select t, i, b from things order by id`.execute(
      store.db,
    );
    expect(read.rows.map(({ t, i, b }) => [t, i, b])).toEqual(rows);
  });

  test.each([
    ['a date', new Date()],
    ['a structure', { a: 1 }],
    ['a boolean, when the step was not made by step or insertStep', true],
  ])('that carries %s is refused as an error of the program, alone', async (_, value) => {
    const { store } = subject();
    const [bad, good] = await Promise.allSettled([
      store.commit([raw('insert into numbers (id, big) values (?, ?)', [Math.floor(Math.random() * 1e9), value])]),
      store.commit([raw('select 1')]),
    ]);
    expect([bad?.status, good?.status]).toEqual(['rejected', 'fulfilled']);
  });

  test('reads an integer beyond 2^53 as an error, never rounded', async () => {
    const { store, execute } = subject();
    await execute('insert into numbers (id, big) values (1, 9007199254740993)');
    await expect(sql`select big from numbers where id = 1`.execute(store.db)).rejects.toThrow(
      /2\^53|too large to be represented/,
    );
  });

  test('waits its turn where many change one row, and none is lost', async () => {
    const { store } = subject();
    await store.commit([addParent(700)]);
    const raise = raw('update parents set amount = amount + 1 where id = ?', [700], { affects: 1, otherwise: 'gone' });
    await Promise.all(Array.from({ length: 60 }, () => store.commit([raise])));
    const { rows } = await sql<{ amount: number }>`select amount from parents where id = 700`.execute(store.db);
    expect(rows).toEqual([{ amount: 60 }]);
  });

  test('cannot be made past the store: what reads does not write', async () => {
    const { store } = subject();
    const writing = store.db.insertInto('settings').values({ name: 'past-the-store', value: '' }).execute();
    await expect(writing).rejects.toThrow(/read-?only/);
  });

  describe('of typed statements', () => {
    test('takes what step makes of a statement of the query builder', async () => {
      const { store } = subject();
      await store.commit([insertStep(store, 'settings', { name: 'a', value: '1' })]);
      const remove = () =>
        step(store.db.deleteFrom('settings').where('name', '=', 'a'), { affects: 1, otherwise: 'gone' });
      await store.commit([remove()]);
      await expect(store.commit([remove()])).rejects.toEqual(new Refusal<string>('gone'));
    });
  });
});
