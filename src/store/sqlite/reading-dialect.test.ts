import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { Connection } from './driver.js';
import { readingDatabase } from './reading-dialect.js';

interface Things {
  things: { id: string; bytes: Buffer | null; number: number | null };
}

function open(): Kysely<Things> {
  const connection = new Connection(':memory:', { busyTimeoutMs: 0 });
  connection.exec('create table things (id text primary key, bytes blob, number integer) strict');
  connection.exec("insert into things values ('007', x'00ff', 7), ('7', x'37', 70), ('+7', null, null)");
  return readingDatabase<Things>(connection);
}

test('parameters are given so that SQLite plans without their values, and are what they were', async () => {
  const db = open();
  const byId = (id: string) => db.selectFrom('things').selectAll().where('id', '=', id).orderBy('number').limit(1);
  expect(byId('7').compile().sql).toMatch(/"id" = \+\? order by "number" limit \+\?$/);
  expect(await byId('007').execute()).toEqual([{ id: '007', bytes: Buffer.from([0, 255]), number: 7 }]);
  expect(await byId('+7').execute()).toEqual([{ id: '+7', bytes: null, number: null }]);
  const ids = async (column: 'bytes' | 'number', value: Buffer | number) =>
    (await db.selectFrom('things').select('id').where(column, '=', value).execute()).map(({ id }) => id);
  expect(await ids('bytes', Buffer.from('7'))).toEqual(['7']);
  expect(await ids('number', 7)).toEqual(['007']);
});

test('many at once are answered, each with its own rows', async () => {
  const db = open();
  const asked = Array.from({ length: 50 }, (_, n) => (n % 2 === 0 ? '7' : '007'));
  const rows = await Promise.all(asked.map(id => db.selectFrom('things').select('id').where('id', '=', id).execute()));
  expect(rows.map(([row]) => row?.id)).toEqual(asked);
});
