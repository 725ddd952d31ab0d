import Database from 'better-sqlite3';
import { beforeEach, expect, test } from 'vitest';
import type { Connection } from './connection.js';
import { GroupCommit } from './group-commit.js';
import type { ReceivedStep } from './messages.js';

let connection: Connection;
let statements: string[];
let group: GroupCommit;

beforeEach(() => {
  statements = [];
  connection = new Database(':memory:', { verbose: text => statements.push(String(text).toLowerCase()) });
  connection.exec('create table t (id integer primary key)');
  group = new GroupCommit(connection);
  statements = [];
});

const insert = (id: number): ReceivedStep[] => [{ sql: 'insert into t values (?)', parameters: [id], affects: null }];
const ids = () => connection.prepare('select id from t order by id').pluck().all();

test('all changes that wait share one transaction', () => {
  expect(group.apply([insert(1), insert(2), insert(3)])).toEqual([]);
  expect(statements.filter(it => it === 'begin immediate')).toHaveLength(1);
  expect(statements.filter(it => it === 'commit')).toHaveLength(1);
  expect(ids()).toEqual([1, 2, 3]);
});

test('a change that fails is undone alone, and its failure says which step it was', () => {
  const bad: ReceivedStep[] = [...insert(5), ...insert(6), ...insert(1)];
  expect(group.apply([insert(1), bad, insert(2)])).toEqual([
    { change: 1, step: 2, kind: 'key', message: 'UNIQUE constraint failed: t.id' },
  ]);
  expect(ids()).toEqual([1, 2]);
});

test('when the disk is full at the commit, each change is tried alone', () => {
  // Stands in for a disk with room for two rows, which is found out by the commit.
  const commit = connection.prepare('commit');
  const full = new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
  const prepare = connection.prepare.bind(connection);
  connection.prepare = ((sql: string) => {
    if (sql !== 'commit') return prepare(sql);
    return {
      reader: false,
      run: () => {
        const count = Number(prepare('select count(*) from t').pluck().get());
        if (count > 2) throw full;
        return commit.run();
      },
    };
  }) as typeof connection.prepare;

  const failures = group.apply([insert(1), insert(2), insert(3), insert(4)]);
  expect(failures).toEqual([
    { change: 2, step: -1, kind: 'full', message: 'database or disk is full' },
    { change: 3, step: -1, kind: 'full', message: 'database or disk is full' },
  ]);
  expect(ids()).toEqual([1, 2]);
  expect(connection.inTransaction).toBe(false);
});
