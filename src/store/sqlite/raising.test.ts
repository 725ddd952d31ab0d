import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Reading, SharedGenerations, type Subject, subjects } from '../../caches/generations.js';
import { cachedTables } from '../cached-tables.js';
import { Connection } from './driver.js';
import { Raising } from './raising.js';

const all: readonly Subject[] = [...subjects];

/** A writer's connection, with tables of these names, and which subjects a statement raises. */
function watched(tables: readonly string[], file = ':memory:') {
  const connection = new Connection(file, { busyTimeoutMs: 0 });
  const create = (name: string) => connection.exec(`create table "${name}" (id text primary key, n integer) strict`);
  tables.forEach(create);
  const generations = new SharedGenerations();
  const raising = new Raising(connection, generations);
  const raisedBy = (sql: string): Subject[] => {
    const before: Reading = generations.read();
    connection.exec('begin immediate');
    raising.lookForOthers();
    connection.exec(sql);
    connection.exec('commit');
    raising.raise();
    const after = generations.read();
    return all.filter(it => after[it] !== before[it]);
  };
  return { create, raisedBy };
}

const names = cachedTables.map(([table]) => table);

test.each(cachedTables)('every kind of change of %s raises %s', (table, subject) => {
  const { raisedBy } = watched(names);
  expect(raisedBy(`select * from ${table}`)).toEqual([]);
  expect(raisedBy(`insert into ${table} values ('a', 1)`)).toEqual([subject]);
  expect(raisedBy(`insert into ${table} values ('a', 1) on conflict do update set n = 2`)).toEqual([subject]);
  expect(raisedBy(`insert or replace into ${table} values ('a', 3)`)).toEqual([subject]);
  expect(raisedBy(`update ${table} set n = n`)).toEqual([subject]);
  expect(raisedBy(`update ${table} set n = 0 where id = 'nobody'`)).toEqual([]);
  expect(raisedBy(`savepoint s; update ${table} set n = 9; rollback to s`)).toEqual([subject]);
  expect(raisedBy(`delete from ${table}`)).toEqual([subject]);
});

test('what another table does to a cached one by its trigger raises', () => {
  const { create, raisedBy } = watched(names);
  create('plain');
  raisedBy("create trigger t after insert on plain begin insert into users values ('by trigger', 1); end");
  expect(raisedBy("insert into plain values ('a', 1)")).toEqual(['identity']);
});

test('until the tables are there everything raises everything', () => {
  const { create, raisedBy } = watched(['plain']);
  expect(raisedBy("insert into plain values ('a', 1)")).toEqual(all);
  names.forEach(create);
  raisedBy("insert into plain values ('b', 1)");
  expect(raisedBy("insert into plain values ('c', 1)")).toEqual([]);
  expect(raisedBy("insert into users values ('d', 1)")).toEqual(['identity']);
});

test('what another program wrote raises everything once, whatever it was', () => {
  const directory = mkdtempSync(join(tmpdir(), 'chancery-raising-'));
  const file = join(directory, 'data');
  const { create, raisedBy } = watched(names, file);
  create('plain');
  const other = new Connection(file, { busyTimeoutMs: 0 });
  const ask = 'select * from users';
  expect(raisedBy(ask)).toEqual([]);
  other.exec("insert into plain values ('a', 1)");
  expect(raisedBy(ask)).toEqual(all);
  expect(raisedBy(ask)).toEqual([]);
  expect(raisedBy("insert into users values ('a', 1)")).toEqual(['identity']);
  other.close();
  rmSync(directory, { recursive: true });
});
