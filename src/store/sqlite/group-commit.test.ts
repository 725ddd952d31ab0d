import { beforeEach, expect, test } from 'vitest';
import { Connection } from './driver.js';
import { GroupCommit } from './group-commit.js';
import type { ReceivedStep } from './messages.js';

let connection: Connection;
let statements: string[];
let group: GroupCommit;

beforeEach(() => {
  statements = [];
  connection = new Connection(':memory:', { busyTimeoutMs: 0 });
  connection.exec('create table t (id integer primary key)');
  const prepare = connection.prepare.bind(connection);
  connection.prepare = sql => {
    const statement = prepare(sql);
    const run = statement.run.bind(statement);
    statement.run = parameters => {
      statements.push(sql);
      return run(parameters);
    };
    return statement;
  };
  group = new GroupCommit(connection);
});

const insert = (id: number): ReceivedStep[] => [{ sql: 'insert into t values (?)', parameters: [id], affects: null }];
const ids = () =>
  connection
    .prepare('select id from t order by id')
    .all()
    .map(it => it.id);

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
  const full = Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 });
  const prepare = connection.prepare.bind(connection);
  connection.prepare = sql => {
    const statement = prepare(sql);
    if (sql !== 'commit') return statement;
    const run = statement.run.bind(statement);
    statement.run = () => {
      if (ids().length > 2) throw full;
      return run();
    };
    return statement;
  };

  const failures = new GroupCommit(connection).apply([insert(1), insert(2), insert(3), insert(4)]);
  expect(failures).toEqual([
    { change: 2, step: -1, kind: 'full', message: 'database or disk is full' },
    { change: 3, step: -1, kind: 'full', message: 'database or disk is full' },
  ]);
  expect(ids()).toEqual([1, 2]);
  expect(connection.inTransaction).toBe(false);
});
