import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { followRecords, lastRecords } from '../../src/audit/follow.js';
import type { AuditRecord } from '../../src/audit/record.js';
import { randomIdentifier } from '../../src/crypto/random.js';
import { Refusal } from '../../src/domain/change.js';
import type { RepeatReason } from '../../src/domain/reasons.js';
import { newRequestId } from '../../src/gateway/exchange.js';
import { IdempotencyTokens } from '../../src/store/idempotency-tokens.js';
import { openStore, type StoreOptions } from '../../src/store/open-store.js';
import { purgeExpired, purging } from '../../src/store/purge.js';
import { StoredSettings } from '../../src/store/settings.js';
import { step } from '../../src/store/step.js';
import type { Store } from '../../src/store/store.js';
import { newPostgresDatabase, postgresMissing } from '../postgres.js';
import { describeStores, scratchFolder } from './each-store.js';

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

describeStores('request nonces', subject => {
  const use = (by: Store, key: string, nonce: string) => by.commit([by.nonces.nonceStep(key, nonce, new Date(start))]);
  const used = new Refusal<RepeatReason>('nonce-used');

  test('are used once by a key', async () => {
    const { store } = subject();
    await use(store, 'LTAI1', 'n-1');
    await use(store, 'LTAI2', 'n-1');
    await use(store, 'LTAI1', 'n-2');
    await expect(use(store, 'LTAI1', 'n-1')).rejects.toEqual(used);
    const results = await Promise.allSettled(Array.from({ length: 40 }, () => use(store, 'LTAI1', 'wanted by all')));
    expect(results.filter(it => it.status === 'fulfilled')).toHaveLength(1);
  });

  test('are used whatever the time stamp of the next request', async () => {
    const { store } = subject();
    await use(store, 'LTAI1', 'again');
    for (const minutes of [-14, -4, 1, 6, 14]) {
      const at = new Date(start + minutes * minute);
      expect(await store.nonces.stateOf('LTAI1', 'again', at)).toBe('used');
      await expect(store.commit([store.nonces.nonceStep('LTAI1', 'again', at)])).rejects.toEqual(used);
    }
  });

  test('are known as used once they are committed, by their key alone', async () => {
    const { store } = subject();
    const stateOf = (key: string, nonce: string) => store.nonces.stateOf(key, nonce, new Date(start));
    expect(await stateOf('LTAI1', 'asked for')).toBe('unused');
    await use(store, 'LTAI1', 'asked for');
    expect(await stateOf('LTAI1', 'asked for')).toBe('used');
    expect(await stateOf('LTAI2', 'asked for')).toBe('unused');
    expect(await stateOf('LTAI1', 'Asked for')).toBe('unused');
    for (const key of ['LTAI3', 'LTAI4']) expect(await stateOf(key, 'asked for')).toBe('unused');
    await use(store, 'LTAI3', 'asked for');
    expect(await stateOf('LTAI4', 'asked for')).toBe('unused');
    await use(store, 'LTAI4', 'asked for');
  });

  test('are free again when the change that would have used them failed', async () => {
    const { store } = subject();
    const nonce = store.nonces.nonceStep('LTAI1', 'of a failure', new Date(start));
    const missing = step(store.db.deleteFrom('settings').where('name', '=', 'none'), { affects: 1 });
    const results = await Promise.allSettled([store.commit([nonce, missing]), store.commit([nonce])]);
    expect(results.map(it => it.status)).toEqual(['rejected', 'fulfilled']);
    await expect(store.commit([nonce])).rejects.toEqual(used);
  });

  test('that are refused undo what their request would have done', async () => {
    const { store } = subject();
    const nonce = store.nonces.nonceStep('LTAI1', 'with effect', new Date(start));
    const log = store.audit;
    const [first, second] = [record(), record()];
    await store.commit([nonce, log.recordStep(first)]);
    await expect(store.commit([log.recordStep(second), nonce])).rejects.toEqual(
      new Refusal<RepeatReason>('nonce-used'),
    );
    expect(await log.find(first.requestId)).toMatchObject(first);
    expect(await log.find(second.requestId)).toBeUndefined();
  });
});

describe('request nonces of one store are used in the next one', () => {
  const used = new Refusal<RepeatReason>('nonce-used');

  /** @param stop what becomes of the first store before the other is opened */
  async function usedInBoth(options: StoreOptions, stop: (first: Store) => Promise<void>): Promise<void> {
    const first = await openStore(options);
    await first.migrate();
    await first.commit([first.nonces.nonceStep('LTAI1', 'n-1', new Date(start))]);
    await stop(first);
    const next = await openStore(options);
    await next.migrate();
    await next.opened();
    expect(await next.nonces.stateOf('LTAI1', 'n-1', new Date(start))).toBe('used');
    const again = next.nonces.nonceStep('LTAI1', 'n-1', new Date(start));
    await expect(next.commit([again])).rejects.toEqual(used);
    await next.commit([next.nonces.nonceStep('LTAI1', 'n-2', new Date(start))]);
    await next.close();
  }

  test('SQLite, after a restart', async () => {
    const folder = await scratchFolder();
    await usedInBoth({ sqliteFile: join(folder, 'chancery.db') }, first => first.close());
    await rm(folder, { recursive: true });
  });

  test.skipIf(postgresMissing)(`PostgreSQL, beside it${postgresMissing ? ` (${postgresMissing})` : ''}`, async () => {
    const database = await newPostgresDatabase();
    let first: Store | undefined;
    await usedInBoth({ url: database.url }, async it => {
      first = it;
    });
    await first?.close();
    await database.remove();
  });
});

describeStores('idempotency tokens', subject => {
  const now = new Date(start);
  const answer = { requestHash: 'h', answer: '{"Identifier":"x"}' };

  const owner = { accountId: '1', id: '1' };

  test('give back the first answer for a day, each to its principal and operation', async () => {
    const tokens = new IdempotencyTokens(subject().store);
    expect(await tokens.find(owner, 'cas:A', 't', now)).toBeUndefined();
    await subject().store.commit([tokens.storeStep(owner, 'cas:A', 't', answer, now)]);
    expect(await tokens.find(owner, 'cas:A', 't', now)).toEqual(answer);
    expect(await tokens.find({ accountId: '2', id: '1' }, 'cas:A', 't', now)).toBeUndefined();
    expect(await tokens.find({ accountId: '1', id: '201' }, 'cas:A', 't', now)).toBeUndefined();
    expect(await tokens.find(owner, 'cas:B', 't', now)).toBeUndefined();
    expect(await tokens.find(owner, 'cas:A', 't', new Date(start + 24 * 60 * minute - 1))).toEqual(answer);
    expect(await tokens.find(owner, 'cas:A', 't', new Date(start + 24 * 60 * minute))).toBeUndefined();
  });

  test('are taken by the first of two calls at once, and free again when they have expired', async () => {
    const { store } = subject();
    const tokens = new IdempotencyTokens(store);
    const take = (text: string, time: number) =>
      store.commit([tokens.storeStep(owner, 'cas:A', 'race', { requestHash: 'h', answer: text }, new Date(time))]);
    const results = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => take(`"${n}"`, start)));
    expect(results.filter(it => it.status === 'fulfilled')).toHaveLength(1);
    for (const it of results)
      if (it.status === 'rejected') expect(it.reason).toEqual(new Refusal<RepeatReason>('token-taken'));
    const later = start + 24 * 60 * minute;
    await take('"later"', later);
    expect(await tokens.find(owner, 'cas:A', 'race', new Date(later))).toMatchObject({ answer: '"later"' });
  });
});

describeStores('purging', subject => {
  test('removes what has expired, in several batches, and nothing else', async () => {
    const { store } = subject();
    const owner = { accountId: '1', id: '1' };
    const { nonces } = store;
    const tokens = new IdempotencyTokens(store);
    const at = (time: number) =>
      Array.from({ length: 600 }, (_, n) => nonces.nonceStep('LTAI1', `${time}-${n}`, new Date(time)));
    await store.commit([...at(start), ...at(start + 10 * minute)]);
    await store.commit([
      tokens.storeStep(owner, 'a', 'old', { requestHash: '', answer: '' }, new Date(start - 24 * 60 * minute)),
    ]);
    await store.commit([tokens.storeStep(owner, 'a', 'new', { requestHash: '', answer: '' }, new Date(start))]);
    await store.throttle.take('bucket', { capacity: 1, refillPerSecond: 1 }, start);

    await purgeExpired(store, start + 26 * minute);
    const tokensLeft = await store.db.selectFrom('idempotency_tokens').select('token').execute();
    expect(tokensLeft).toEqual([{ token: 'new' }]);
    const states = async (time: number) =>
      new Set(
        await Promise.all(
          Array.from({ length: 600 }, (_, n) => nonces.stateOf('LTAI1', `${time}-${n}`, new Date(time))),
        ),
      );
    expect(await states(start)).toEqual(new Set(['unused']));
    expect(await states(start + 10 * minute)).toEqual(new Set(['used']));
    const table = store.dialect.name === 'sqlite' ? 'nonce_pages' : 'request_nonces';
    const left = async () => (await sql`select * from ${sql.table(table)}`.execute(store.db)).rows.length;
    expect(await left()).toBe(store.dialect.name === 'sqlite' ? 1 : 600);
    await purgeExpired(store, start + 40 * minute);
    expect(await left()).toBe(0);
  });

  test('goes on after it has failed, and stops when it is told to', async () => {
    const { store } = subject();
    const errors: unknown[] = [];
    let calls = 0;
    const job = purging(store, error => errors.push(error), {
      intervalMs: 5,
      now: () => {
        if (++calls === 1) throw new Error('no clock');
        return start;
      },
      steady: () => 0,
    });
    job.start();
    await expect.poll(() => calls).toBeGreaterThan(2);
    await job.stop();
    const stopped = calls;
    await new Promise(resolve => setTimeout(resolve, 30));
    expect(calls).toBe(stopped);
    expect(errors).toEqual([new Error('no clock')]);
  });
});

describeStores('purging by a clock that runs ahead and comes back', subject => {
  test('leaves the nonces whose time is accepted again, and removes them in the end', async () => {
    const { store } = subject();
    const { nonces } = store;
    await store.commit([nonces.nonceStep('LTAI1', 'ahead', new Date(start))]);
    let [steady, ahead, rounds] = [0, 0, 0];
    const job = purging(store, error => expect(error).toBeUndefined(), {
      intervalMs: 1,
      now: () => {
        rounds++;
        return start + steady + ahead;
      },
      steady: () => steady,
    });
    job.start();
    const round = async () => {
      const before = rounds;
      await expect.poll(() => rounds).toBeGreaterThan(before + 2);
    };
    steady = 29 * minute;
    await round();
    ahead = 24 * 60 * minute;
    steady = 30 * minute;
    await round();
    expect(await nonces.stateOf('LTAI1', 'ahead', new Date(start))).toBe('used');
    ahead = 0;
    for (steady = 31 * minute; steady < 80 * minute; steady += 5 * minute) await round();
    await expect.poll(() => nonces.stateOf('LTAI1', 'ahead', new Date(start))).toBe('unused');
    await job.stop();
  });
});

describeStores('settings', subject => {
  test('that are saved once keep what was first', async () => {
    const settings = new StoredSettings(subject().store);
    expect(await settings.findSealCheck()).toBeUndefined();
    await Promise.all(['first', 'first'].map(it => settings.saveSealCheck(it)));
    await settings.saveSealCheck('second');
    expect(await settings.findSealCheck()).toBe('first');
  });
});

describeStores('the audit log', subject => {
  test('gives back a record as it was written', async () => {
    const { store } = subject();
    const log = store.audit;
    const denied = record({
      outcome: 'NoPermission',
      status: 403,
      detail: 'no statement allows it',
      parameters: '{"A":"汉\\u0000"}',
    });
    await store.commit([log.recordStep(denied)]);
    expect(await log.find(denied.requestId)).toEqual({ ...denied, id: expect.any(String) });
    expect(await log.find(randomUUID())).toBeUndefined();
  });

  test('keeps a detail that no database could keep', async () => {
    const { store } = subject();
    const log = store.audit;
    const odd = record({ detail: 'a\0b' });
    await store.commit([log.recordStep(odd)]);
    expect(await log.find(odd.requestId)).toMatchObject({ detail: 'a\uFFFDb' });
  });

  const tableOf = (store: Store) => (store.dialect.name === 'sqlite' ? 'audit_pages' : 'audit_records');

  test.each(['update $ set # = #', 'delete from $', 'truncate $'])(
    'cannot be changed, not even by the database: %s',
    async text => {
      const { store, execute } = subject();
      if (text.startsWith('truncate') && store.dialect.name === 'sqlite') return;
      const kept = record();
      await store.commit([store.audit.recordStep(kept)]);
      const column = store.dialect.name === 'sqlite' ? 'body' : 'outcome';
      const statement = text.replace('$', tableOf(store)).replaceAll('#', column);
      await expect(execute(statement)).rejects.toThrow(/can only be appended to/);
      expect(await store.audit.find(kept.requestId)).toMatchObject(kept);
    },
  );

  test('cannot be replaced by an insert', async () => {
    const { store, execute } = subject();
    const kept = record();
    await store.commit([store.audit.recordStep(kept)]);
    const replace =
      store.dialect.name === 'sqlite'
        ? `insert or replace into audit_pages (number, first_time, last_time, records, body, hash)
           select number, first_time, last_time, records, x'00', hash from audit_pages`
        : `insert into audit_records select * from audit_records on conflict (id) do update set outcome = 'forged'`;
    await expect(execute(replace)).rejects.toThrow(/can only be appended to/);
    expect(await store.audit.find(kept.requestId)).toMatchObject(kept);
  });

  test('is found by RequestIds of every kind, in any order of their times', async () => {
    const { store } = subject();
    const time = start + 50 * 24 * 60 * minute;
    const ids = [
      newRequestId(new Date(time)),
      randomIdentifier(time).toUpperCase(),
      randomIdentifier(time - 60 * minute).toUpperCase(),
      randomUUID().toUpperCase(),
      'no UUID',
    ];
    await store.commit(ids.map(requestId => store.audit.recordStep(record({ time, requestId }))));
    for (const requestId of ids) expect(await store.audit.find(requestId)).toMatchObject({ requestId, time });
    expect(await store.audit.find(newRequestId(new Date(time)))).toBeUndefined();
    expect(await store.audit.find(randomIdentifier(time).toUpperCase())).toBeUndefined();
  });

  describe('read', () => {
    const day = 24 * 60 * minute;
    const base = start + 100 * day;
    const operations = ['A', 'B', 'C'];

    test('lists by time, principal, operation and outcome, page by page and from either end', async () => {
      const { store } = subject();
      const log = store.audit;
      const all = Array.from({ length: 60 }, (_, n) =>
        record({
          time: base + Math.floor(n / 3) * minute,
          operation: operations[n % 3]!,
          outcome: n % 2 === 0 ? 'OK' : 'NoPermission',
          accessKeyId: n % 5 === 0 ? 'LTAI5tBob' : 'LTAI5tAlice',
        }),
      );
      await store.commit(all.map(it => log.recordStep(it)));
      const from = base;
      const ids = async (query: Parameters<typeof log.list>[0]) => (await log.list(query)).map(it => it.requestId);
      const expected = (keep: (it: AuditRecord, n: number) => boolean) => all.filter(keep).map(it => it.requestId);

      expect(await ids({ from })).toEqual(expected(() => true));
      expect(await ids({ from: base + minute, to: base + 3 * minute })).toEqual(expected((_, n) => n >= 3 && n < 9));
      expect(await ids({ from, operation: 'B', outcome: 'OK' })).toEqual(
        expected(it => it.operation === 'B' && it.outcome === 'OK'),
      );
      for (const principal of ['LTAI5tBob', 'acs:ram::1234567890123456:user/alice', '201234567890123456']) {
        expect(await ids({ from, principal })).toEqual(
          expected(it => [it.accessKeyId, it.principalArn, it.principalId].includes(principal)),
        );
      }
      const page = await log.list({ from, limit: 7 });
      expect(await ids({ from, after: page.at(-1)?.id, limit: 7 })).toEqual(expected((_, n) => n >= 7 && n < 14));
      expect(await ids({ from, newestFirst: true, limit: 2 })).toEqual(expected((_, n) => n >= 58).reverse());
      expect((await lastRecords(log, { from, operation: 'A' }, 2)).map(it => it.requestId)).toEqual(
        expected((_, n) => n === 54 || n === 57),
      );
    });

    test('goes on with each new record once, also one that arrives after later ones', async () => {
      const { store } = subject();
      const log = store.audit;
      const time = base + 10 * day;
      const at = (ms: number, operation = 'Followed') => record({ time: time + ms, operation });
      const add = (it: AuditRecord) => store.commit([log.recordStep(it)]);
      await add(at(0));
      await add(at(1));
      const stop = new AbortController();
      const seen: number[] = [];
      const following = (async () => {
        const options = { signal: stop.signal, now: () => time + 5000, pollMs: 10 };
        for await (const it of followRecords(log, { operation: 'Followed' }, 1, options)) seen.push(it.time - time);
      })();
      await expect.poll(() => seen).toEqual([1]);
      await add(at(3000));
      await expect.poll(() => seen).toEqual([1, 3000]);
      await add(at(2000));
      await add(at(2500, 'Other'));
      await expect.poll(() => seen).toEqual([1, 3000, 2000]);
      stop.abort();
      await following;
    });
  });

  test('commits the records of many calls at once, each with its own', async () => {
    const { store } = subject();
    const log = store.audit;
    const records = Array.from({ length: 150 }, () =>
      record({ operation: 'Many', time: start + 200 * 24 * 60 * minute }),
    );
    await Promise.all(records.map(it => store.commit([log.recordStep(it)])));
    const listed = await log.list({ operation: 'Many', limit: 1000 });
    expect(new Set(listed.map(it => it.requestId))).toEqual(new Set(records.map(it => it.requestId)));
    expect(listed).toHaveLength(150);
    expect(new Set(listed.map(it => it.id)).size).toBe(150);
  });
});
