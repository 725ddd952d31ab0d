/** What only the pages of SQLite have: a chain that shows what was changed, and what an earlier version has left. */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { allRecords, lastRecords } from '../../src/audit/follow.js';
import type { AuditEntry, AuditRecord } from '../../src/audit/record.js';
import { newRecordId, recordIdRandomBytes } from '../../src/audit/record-id.js';
import { randomBytes, randomIdentifier } from '../../src/crypto/random.js';
import { Refusal } from '../../src/domain/change.js';
import { sqliteSchema } from '../../src/store/dialects/sqlite.js';
import { carryOver } from '../../src/store/ledger/carry-over.js';
import { runMigrations } from '../../src/store/migrate.js';
import { migrations } from '../../src/store/migrations/index.js';
import { openStore } from '../../src/store/open-store.js';
import { openForWriting } from '../../src/store/sqlite/connection.js';
import { migratingDialect } from '../../src/store/sqlite/reading-dialect.js';
import type { Store } from '../../src/store/store.js';
import { scratchFolder } from './each-store.js';

const start = Date.parse('2026-03-01T00:00:00Z');
const minute = 60_000;

const record = (parts: Partial<AuditRecord> = {}): AuditRecord => ({
  time: start,
  requestId: randomUUID().toUpperCase(),
  accountId: '1234567890123456',
  principalType: 'user',
  principalId: '201234567890123456',
  principalArn: 'acs:ram::1234567890123456:user/alice',
  accessKeyId: 'LTAI5tAlice',
  sourceAddress: '192.0.2.7',
  product: 'cas',
  operation: 'CreateRootCACertificate',
  version: '2020-06-30',
  parameters: '{"CommonName":"Example"}',
  outcome: 'OK',
  status: 200,
  detail: null,
  count: 1,
  ...parts,
});

let folder: string;
let sqliteFile: string;
let store: Store;

beforeEach(async () => {
  folder = await scratchFolder();
  sqliteFile = join(folder, 'chancery.db');
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

async function open(): Promise<void> {
  store = await openStore({ sqliteFile });
  await store.migrate();
  await store.opened();
}

/** As somebody who has the file and takes the triggers away. */
function tamper(...statements: string[]): void {
  const connection = openForWriting(sqliteFile);
  for (const event of ['update', 'delete', 'insert']) connection.exec(`drop trigger audit_pages_refuses_${event}`);
  for (const statement of statements) connection.exec(statement);
  connection.close();
}

const all = async (): Promise<AuditEntry[]> => {
  const entries: AuditEntry[] = [];
  for await (const it of allRecords(store.audit, {})) entries.push(it);
  return entries;
};

describe('the chain of pages', () => {
  beforeEach(async () => {
    await open();
    for (let n = 0; n < 6; n++) await store.commit([store.audit.recordStep(record({ time: start + n * minute }))]);
  });

  const verify = () => store.audit.chain!.verify();

  test('holds after a restart, and says how far it goes', async () => {
    const before = await verify();
    expect(before).toEqual({
      records: 6,
      end: { page: 6, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      fault: undefined,
    });
    await store.close();
    await open();
    await store.commit([store.audit.recordStep(record())]);
    expect(await store.audit.chain!.verify(before.end)).toMatchObject({
      records: 7,
      end: { page: 7 },
      fault: undefined,
    });
  });

  test.each(['body', 'hash'] as const)('shows where a byte of a %s was changed', async column => {
    const { rows } = await sql<{ bytes: Buffer }>`
      select ${sql.ref(column)} as bytes from audit_pages where number = 3`.execute(store.db);
    const changed = Buffer.from(rows[0]!.bytes);
    changed[changed.length - 5]! ^= 1;
    tamper(`update audit_pages set ${column} = x'${changed.toString('hex')}' where number = 3`);
    expect(await verify()).toMatchObject({
      end: { page: 2 },
      fault: expect.stringMatching(/^page 3 was changed.*2026-03-01T00:02:00/),
    });
  });

  test('shows where a page was changed and its hash with it', async () => {
    tamper(
      `update audit_pages set (body, hash) = (select body, hash from audit_pages where number = 2) where number = 3`,
    );
    expect((await verify()).fault).toMatch(/^page 3 was changed/);
  });

  test('shows which pages are missing', async () => {
    tamper('delete from audit_pages where number = 4');
    expect(await verify()).toMatchObject({ end: { page: 3 }, fault: 'page 4 is missing' });
  });

  test('shows that the first pages are missing', async () => {
    tamper('delete from audit_pages where number < 3');
    expect(await verify()).toMatchObject({ end: { page: 0 }, fault: 'pages 1 to 2 are missing' });
  });

  test('shows a page whose row says another time, by which it would not be found', async () => {
    tamper('update audit_pages set first_time = 0, last_time = 0 where number = 5');
    expect((await verify()).fault).toMatch(/^page 5 holds 1 records of other times/);
  });

  test('shows that the last pages are missing, or all was written anew, to somebody who knows where it ended', async () => {
    const { end } = await verify();
    tamper('delete from audit_pages where number = 6');
    expect((await verify()).fault).toBeUndefined();
    expect((await store.audit.chain!.verify(end)).fault).toMatch(/^the log ends with page 5 and had 6/);
    expect((await store.audit.chain!.verify({ page: 5, hash: end.hash })).fault).toMatch(/^page 5 has another hash/);
  });

  test('is what Python computes from the file', async () => {
    const program = `
import hashlib, sqlite3, sys
hash = bytes(32)
for number, body, stored in sqlite3.connect(sys.argv[1]).execute('select number, body, hash from audit_pages order by number'):
    hash = hashlib.sha256(hash + number.to_bytes(8, 'big') + body).digest()
    assert hash == stored, number
print(hash.hex())`;
    const printed = execFileSync(process.env.CHANCERY_TEST_PYTHON ?? 'python3', ['-c', program, sqliteFile]);
    expect(printed.toString().trim()).toBe((await verify()).end.hash);
  });
});

test('records of calls that took different times are listed in order, from either end and over many pages', async () => {
  await open();
  const times = Array.from({ length: 400 }, (_, n) => start + n * 700 + ((n * 7919) % 25_000));
  const records = times.map((time, n) => record({ time, operation: `Do${n % 3}` }));
  for (let n = 0; n < records.length; n += 10) {
    await store.commit(records.slice(n, n + 10).map(it => store.audit.recordStep(it)));
  }
  const sorted = records.toSorted((one, other) => one.time - other.time).map(it => it.time);
  expect((await all()).map(it => it.time)).toEqual(sorted);
  for (const limit of [1, 7, 150]) {
    const seen: AuditEntry[] = [];
    for (let after: string | undefined; ; after = seen.at(-1)?.id) {
      const page = await store.audit.list({ after, limit, newestFirst: true });
      seen.push(...page);
      if (page.length < limit) break;
    }
    expect(seen.map(it => it.time)).toEqual(sorted.toReversed());
  }
  const middle = { from: start + 100_000, to: start + 200_000 };
  const ofOne = records.filter(it => it.operation === 'Do1' && it.time >= middle.from && it.time < middle.to);
  const listed = await store.audit.list({ ...middle, operation: 'Do1', limit: 1000 });
  expect(listed.map(it => it.requestId).toSorted()).toEqual(ofOne.map(it => it.requestId).toSorted());
  expect((await lastRecords(store.audit, { operation: 'Do2' }, 3)).map(it => it.time)).toEqual(
    records
      .filter(it => it.operation === 'Do2')
      .map(it => it.time)
      .toSorted()
      .slice(-3),
  );
});

describe('what a version without pages has left', () => {
  const earlier = Object.fromEntries(Object.entries(migrations).filter(([name]) => name !== '0005-ledger-pages'));
  const LEFT = 4500;

  /** As that version wrote it. */
  async function fill(): Promise<AuditEntry[]> {
    const connection = openForWriting(sqliteFile);
    const db = new Kysely<unknown>({ dialect: migratingDialect(connection) });
    await runMigrations(db, sqliteSchema, earlier);
    const add = connection.prepare(`insert into audit_records values (${Array(17).fill('?').join()})`);
    const entries = Array.from({ length: LEFT }, (_, n): AuditEntry => {
      const time = start + n * 37;
      const requestId = randomIdentifier(time).toUpperCase();
      const detail = n % 9 === 0 ? `n ${n}` : null;
      return {
        id: newRecordId(time, randomBytes(recordIdRandomBytes)),
        ...record({ time, requestId, detail, count: 1 + (n % 2) }),
      };
    });
    connection.exec('begin');
    for (const it of entries) {
      const who = [it.accountId, it.principalType, it.principalId, it.principalArn, it.accessKeyId, it.sourceAddress];
      const what = [it.product, it.operation, it.version, it.parameters, it.outcome, it.status];
      add.run([it.id, it.time, it.requestId, ...who, ...what, it.detail, it.count]);
    }
    const use = connection.prepare('insert into request_nonces values (?, ?, ?)');
    for (let n = 0; n < LEFT; n++) use.run(['LTAI1', `nonce ${n}`, start + 31 * minute]);
    connection.exec('commit');
    connection.close();
    return entries;
  }

  async function expectAllThere(entries: readonly AuditEntry[]): Promise<void> {
    expect(await all()).toEqual(entries);
    expect(await store.audit.find(entries[1234]!.requestId)).toEqual(entries[1234]);
    expect(await store.audit.chain!.verify()).toMatchObject({ records: LEFT, fault: undefined });
    for (const n of [0, 1, LEFT - 1]) {
      const at = new Date(start);
      expect(await store.nonces.stateOf('LTAI1', `nonce ${n}`, at)).toBe('used');
      await expect(store.commit([store.nonces.nonceStep('LTAI1', `nonce ${n}`, at)])).rejects.toEqual(
        new Refusal<string>('nonce-used'),
      );
    }
    const { rows } = await sql<{
      name: string;
    }>`select name from sqlite_schema where name like '%_before_pages'`.execute(store.db);
    expect(rows).toEqual([]);
  }

  test('is in pages: records with their ids, and nonces until they would have expired', async () => {
    const entries = await fill();
    await open();
    await expectAllThere(entries);
    await store.nonces.purge(start + 31 * minute - 1);
    expect(await store.nonces.stateOf('LTAI1', 'nonce 7', new Date(start))).toBe('used');
    await store.nonces.purge(start + 37 * minute);
    expect(await store.nonces.stateOf('LTAI1', 'nonce 7', new Date(start))).toBe('unused');
  });

  test('is carried over by the next start when the first one was stopped in the middle', async () => {
    const entries = await fill();
    const connection = openForWriting(sqliteFile);
    await runMigrations(new Kysely<unknown>({ dialect: migratingDialect(connection) }), sqliteSchema);
    connection.exec(`create trigger stop before insert on audit_pages when new.number = 12
                     begin select raise(abort, 'stopped'); end`);
    await expect(carryOver(connection, () => {})).rejects.toThrow('stopped');
    connection.exec('drop trigger stop');
    expect(connection.prepare('select count(*) as n from audit_records_before_pages').all()).toEqual([
      { n: LEFT - 2000 },
    ]);
    connection.close();
    await open();
    await expectAllThere(entries);
  });
});
