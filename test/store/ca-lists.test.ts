import { type Compilable, sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CertificatePlace, CertificateSearch } from '../../src/ca/certificate-store.js';
import type { NewAuthority, NewCertificate } from '../../src/ca/records.js';
import type { CaStore } from '../../src/ca/store.js';
import { type Change, Refusal } from '../../src/domain/change.js';
import type { Page, Part, PartOf } from '../../src/domain/page.js';
import { setLimitSteps } from '../../src/store/ca/quota.js';
import { caRecords } from '../../src/store/ca.js';
import type { Store } from '../../src/store/store.js';
import { newAuthority, newCertificate } from './ca-records.js';
import { describeStores } from './each-store.js';

const now = new Date('2026-03-01T12:00:00.123Z');
describeStores('a list', subject => {
  let store: Store;
  let ca: CaStore;
  let account: string;
  let issuer: NewAuthority;
  beforeAll(() => {
    ({ store } = subject());
    ca = caRecords(store);
  });
  beforeEach(async () => {
    account = `7${String(Math.random()).slice(2, 17).padEnd(15, '0')}`;
    issuer = await addAuthority();
  });

  async function addAuthority(): Promise<NewAuthority> {
    const authority = newAuthority({ accountId: account });
    await store.commit(ca.addAuthority(authority, Buffer.from('key'), [], now));
    return authority;
  }

  const certificate = (parts: Partial<NewCertificate> = {}) =>
    newCertificate(parts.authorityId ?? issuer.id, { accountId: account, ...parts });
  const add = async (parts: Partial<NewCertificate> = {}, at = now): Promise<string> => {
    const added = certificate(parts);
    await store.commit(ca.addCertificate(added, undefined, [], at));
    return added.id;
  };
  const write = (statement: Compilable): Change => {
    const { sql: text, parameters } = statement.compile();
    return [{ sql: text, parameters }];
  };
  const db = () => store.db;
  const revoke = (id: string) =>
    store.commit(
      write(db().updateTable('ca_certificates').set({ status: 'revoked', revoked_at: 1 }).where('id', '=', id)),
    );
  const remove = (id: string) => store.commit(write(db().deleteFrom('ca_certificates').where('id', '=', id)));
  const refusal = (change: Change) =>
    store.commit(change).then(
      () => 'not refused',
      fault => (fault instanceof Refusal ? fault.reason : fault),
    );

  const page = (number: number, size = 10): Page => ({ number, size });
  const search = (filter: CertificateSearch = {}, part: Part<CertificatePlace> = page(1)) =>
    ca.searchCertificates(account, filter, part);
  const idsOf = (found: PartOf<{ id: string }, CertificatePlace>) => found.items.map(it => it.id);

  /** What a count of the rows gives, which is what the kept counts have to be. */
  async function countedRows(): Promise<unknown[]> {
    const { rows } = await sql`
      select authority_id, kind, status, count(*) as total from ca_certificates where account_id = ${account}
      group by authority_id, kind, status order by authority_id, kind, status`.execute(store.db);
    return rows;
  }
  async function keptCounts(): Promise<unknown[]> {
    const { rows } = await sql`
      select authority_id, kind, status, sum(n) as total from ca_certificate_counts where account_id = ${account}
      group by authority_id, kind, status having sum(n) <> 0 order by authority_id, kind, status`.execute(store.db);
    return rows;
  }

  describe('counts', () => {
    test('follow whatever is added, revoked, moved and deleted', async () => {
      const other = await addAuthority();
      const ids = [];
      for (const kind of ['client', 'server'] as const) {
        for (const authorityId of [issuer.id, other.id]) {
          ids.push(await add({ kind, authorityId }), await add({ kind, authorityId, resourceGroupId: 'rg-b' }));
        }
      }
      expect(await keptCounts()).toEqual(await countedRows());
      await revoke(ids[0] as string);
      await remove(ids[1] as string);
      await store.commit(
        write(db().updateTable('ca_certificates').set({ resource_group_id: 'rg-c' }).where('account_id', '=', account)),
      );
      expect(await keptCounts()).toEqual(await countedRows());
      expect((await ca.listCertificates(account, { resourceGroupId: 'rg-c' }, page(1, 2))).total).toBe(7);
      expect((await ca.listCertificates(account, { resourceGroupId: 'rg-a' }, page(1))).total).toBe(0);
      expect((await search({ status: 'revoked' })).total).toBe(1);
      expect((await search({ authorityId: other.id, kind: 'server' })).total).toBe(2);
    });

    test('are right after changes at once, and when a change fails', async () => {
      const many = Array.from({ length: 40 }, () => certificate());
      await Promise.all(many.map(it => store.commit(ca.addCertificate(it, undefined, [], now, 'much'))));
      const failing: Change = [
        ...ca.addCertificate(certificate(), undefined, [], now),
        { sql: 'select 1', parameters: [], affects: 2, otherwise: 'no' },
      ];
      expect(await refusal(failing)).toBe('no');
      await Promise.all(many.slice(0, 20).map(it => revoke(it.id)));
      await Promise.all(many.slice(10, 30).map(it => remove(it.id)));
      expect(await keptCounts()).toEqual(await countedRows());
      expect((await search()).total).toBe(20);
    });
  });

  describe('parts', () => {
    test('follow each other without gap or repetition while certificates are added and deleted', async () => {
      const ids: string[] = [];
      for (let i = 0; i < 7; i++) ids.unshift(await add());
      const first = await search({}, page(1, 3));
      expect([idsOf(first), first.total]).toEqual([ids.slice(0, 3), 7]);
      await add();
      await remove(ids[2] as string);
      const second = await search({}, { after: first.next, size: 3 });
      expect([idsOf(second), second.total]).toEqual([ids.slice(3, 6), 7]);
      const third = await search({}, { after: second.next, size: 3 });
      expect([idsOf(third), third.next]).toEqual([ids.slice(6), undefined]);
    });

    test('of several kinds and states are merged in order', async () => {
      const ids: string[] = [];
      for (let i = 0; i < 8; i++) ids.unshift(await add({ kind: i % 2 ? 'client' : 'server' }));
      await revoke(ids[1] as string);
      await revoke(ids[4] as string);
      const standing = ids.filter((_, i) => i !== 1 && i !== 4);
      expect(idsOf(await search({ status: 'issued' }, page(1, 4)))).toEqual(standing.slice(0, 4));
      expect(idsOf(await search({ status: 'issued' }, page(2, 4)))).toEqual(standing.slice(4));
      expect(idsOf(await search({ authorityId: issuer.id }))).toEqual(ids);
      expect(idsOf(await search({ kind: 'client' }))).toEqual(ids.filter((_, i) => i % 2 === 0));
    });

    test('by time of modification, the latest first, are counted as well', async () => {
      const at = (hour: number) => new Date(Date.UTC(2026, 2, 1, hour));
      const ids: string[] = [];
      for (let hour = 0; hour < 6; hour++) ids.unshift(await add({ kind: hour % 2 ? 'client' : 'server' }, at(hour)));
      const modified = { from: at(1), to: at(5) };
      const found = await search({ modified }, page(1, 3));
      expect([idsOf(found), found.total]).toEqual([ids.slice(1, 4), 4]);
      expect(idsOf(await search({ modified }, { after: found.next, size: 3 }))).toEqual([ids[4]]);
      expect((await search({ modified, kind: 'client', status: 'issued', authorityId: issuer.id })).total).toBe(2);
      expect((await search({ modified: { from: at(3) } })).total).toBe(3);
    });

    test("of another account's authority are empty", async () => {
      await add();
      expect(await ca.searchCertificates('1', { authorityId: issuer.id }, page(1))).toMatchObject({
        total: 0,
        items: [],
      });
    });
  });

  describe('the limit of an authority', () => {
    test.each(['much', 'little'] as const)('holds for changes at once that read %s room', async room => {
      await store.commit(setLimitSteps(store, account, issuer.id, 10));
      const results = await Promise.all(
        Array.from({ length: 30 }, () => refusal(ca.addCertificate(certificate(), undefined, [], now, room))),
      );
      const added = results.filter(it => it === 'not refused').length;
      // Where there was little room all along, PostgreSQL takes nothing that read of much.
      expect(added).toBe(store.dialect.name === 'postgres' && room === 'much' ? 0 : 10);
      expect(await ca.findQuota(account, issuer.id)).toEqual({ limit: 10, issued: added });
    });

    test('counts what is stored: a deleted certificate makes room', async () => {
      await store.commit(setLimitSteps(store, account, issuer.id, 1));
      const id = await add();
      expect(await refusal(ca.addCertificate(certificate(), undefined, [], now))).toBe('quota-used-up');
      await remove(id);
      expect(await refusal(ca.addCertificate(certificate(), undefined, [], now))).toBe('not refused');
    });

    test('cannot be below what is issued, nor be set for another account', async () => {
      await add();
      await add();
      expect(await refusal(setLimitSteps(store, account, issuer.id, 1))).toBe('limit-below-issued');
      expect((await ca.findQuota(account, issuer.id))?.limit).toBe(1_000_000);
      expect(await refusal(setLimitSteps(store, account, issuer.id, 2))).toBe('not refused');
      expect(await refusal(setLimitSteps(store, '1', issuer.id, 2))).toBe('authority-missing');
    });
  });
});
