/** Lists by a tag that thousands have: as they are where each is looked at, and in the pieces in which they are counted and looked at. */
import { beforeAll, expect, test } from 'vitest';
import type { KeyFilter } from '../../src/kms/keys/key-filter.js';
import type { SecretFilter } from '../../src/kms/secrets/secret-store.js';
import type { KmsStore } from '../../src/kms/store.js';
import { kmsStore } from '../../src/store/kms.js';
import { insertStep } from '../../src/store/step.js';
import { describeStores } from './each-store.js';

const mine = '1000000000000001';
const theirs = '1000000000000002';
const now = new Date(1_000_000_000);

/** More than what is counted at once; of the keys one in ten is disabled, and every two are of one millisecond. */
const KEYS = 20_500;
const SECRETS = 4_100;
const numbers = (all: number) =>
  `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${all})`;
/** As text that sorts by the number, on both databases. */
const id = (n: string) => `'x-' || cast(100000 + ${n} as text)`;
const named = (n: number) => `x-${100_000 + n}`;
/** The numbers of a page, newest first, beginning behind the first `skipped` of all that `isThere` lets through. */
const newest = (all: number, isThere: (n: number) => boolean, skipped: number, size: number) => {
  const found: number[] = [];
  for (let n = all; n > 0 && found.length < skipped + size; n--) if (isThere(n)) found.push(n);
  return found.slice(skipped).map(named);
};

describeStores('what thousands with one tag are listed by', subject => {
  let kms: KmsStore;

  beforeAll(async () => {
    const { store, execute } = subject();
    kms = kmsStore(store);
    await store.commit([mine, theirs].map(it => insertStep(store, 'accounts', { id: it, name: it, created_at: 0 })));
    await execute(`
      insert into kms_keys (id, account_id, spec, usage, origin, state, description, created_at, updated_at, version_count, has_material)
      ${numbers(KEYS)}
      select ${id('n')}, '${mine}', 'Aliyun_AES_256', 'ENCRYPT/DECRYPT', 'Aliyun_KMS',
        case when n % 10 = 0 then 'Disabled' else 'Enabled' end, '', n / 2, 0, 0, 1 from numbers`);
    await execute(`
      insert into kms_secrets (id, account_id, name, type, description, created_at, updated_at, stages, revision)
      ${numbers(SECRETS)}
      select 's' || cast(n as text), '${mine}', ${id('n')}, case when n % 100 = 0 then 'Rds' else 'Generic' end,
        'of ' || cast(n % 7 as text), n / 2, 0, '{}', 1 from numbers`);
    for (const [kind, table, column] of [
      ['key', 'kms_keys', 'id'],
      ['secret', 'kms_secrets', 'name'],
    ]) {
      // Of the other tag the same value: who asks for the value alone finds each thing once.
      for (const [key, where] of [
        ['team', 'true'],
        ['other', 'created_at % 2 = 0'],
      ]) {
        await execute(`
          insert into kms_tags (account_id, resource_type, resource_id, key, value, resource_created_at)
          select account_id, '${kind}', ${column}, '${key}', 'a', created_at from ${table} where ${where}`);
      }
    }
  }, 60_000);

  const keys = async (filter: KeyFilter, number = 1, at = now) => {
    const { items, total } = await kms.keys.list(mine, filter, { number, size: 20 }, at);
    return [items.map(it => it.id), total];
  };
  const secrets = async (filter: SecretFilter, number = 1) => {
    const { items, total } = await kms.secrets.list(mine, filter, { number, size: 20 }, now);
    return [items.map(it => it.name), total];
  };
  const all = () => true;

  test.each<[string, KeyFilter]>([
    ['key and value', { tagKeys: ['team'], tagValues: ['a'] }],
    ['key', { tagKeys: ['team'] }],
    ['value', { tagValues: ['a'] }],
    ['one of several', { tagKeys: ['team', 'other'] }],
  ])('keys by %s: newest first, each once, all counted', async (_name, filter) => {
    expect(await keys(filter)).toEqual([newest(KEYS, all, 0, 20), KEYS]);
    expect(await keys(filter, 3)).toEqual([newest(KEYS, all, 40, 20), KEYS]);
    expect(await keys(filter, 1025)).toEqual([newest(KEYS, all, 20_480, 20), KEYS]);
    expect(await keys(filter, 1026)).toEqual([[], KEYS]);
  });

  test('keys by a tag and a state: pages across the pieces', async () => {
    const filter = { tagKeys: ['team'], tagValues: ['a'], states: ['Disabled'] };
    const isDisabled = (n: number) => n % 10 === 0;
    expect(await keys(filter)).toEqual([newest(KEYS, isDisabled, 0, 20), 2050]);
    for (const number of [10, 11, 103])
      expect(await keys(filter, number)).toEqual([newest(KEYS, isDisabled, 20 * (number - 1), 20), 2050]);
    expect(await keys({ ...filter, states: ['Disabled', 'Enabled'] }, 500)).toEqual([
      newest(KEYS, all, 9980, 20),
      KEYS,
    ]);
    expect(await keys({ ...filter, instanceIds: ['kst-none'] })).toEqual([[], 0]);
    expect(await keys({ ...filter, states: [] })).toEqual([[], 0]);
  });

  test('secrets by a tag, a type and a description', async () => {
    const filter = { tagKeys: ['team'], tagValues: ['a'] };
    expect(await secrets(filter, 2)).toEqual([newest(SECRETS, all, 20, 20), SECRETS]);
    const isRds = (n: number) => n % 100 === 0;
    expect(await secrets({ ...filter, types: ['Rds'] }, 2)).toEqual([newest(SECRETS, isRds, 20, 20), 41]);
    const isOfThree = (n: number) => n % 7 === 3 && !isRds(n);
    expect(await secrets({ ...filter, types: ['Generic'], descriptions: ['of 3'] }, 20)).toEqual([
      newest(SECRETS, isOfThree, 380, 20),
      Array.from({ length: SECRETS }, (_, i) => i + 1).filter(isOfThree).length,
    ]);
    expect(await secrets({ tagValues: ['b'] })).toEqual([[], 0]);
  });

  test('what has come to its end is neither shown nor counted, and another account has none of it', async () => {
    const filter = { tagKeys: ['team'], tagValues: ['a'] };
    await subject().execute(`update kms_keys set delete_at = 2000 where id = '${named(KEYS - 1)}'`);
    expect(await keys(filter, 1, new Date(1999))).toEqual([newest(KEYS, all, 0, 20), KEYS]);
    const isLeft = (n: number) => n !== KEYS - 1;
    expect(await keys(filter, 1, new Date(2000))).toEqual([newest(KEYS, isLeft, 0, 20), KEYS - 1]);
    expect(await keys({ ...filter, states: ['Enabled'] }, 1, new Date(2000))).toEqual([
      newest(KEYS, n => isLeft(n) && n % 10 !== 0, 0, 20),
      KEYS - 2050 - 1,
    ]);
    expect(await kms.keys.list(theirs, filter, { number: 1, size: 20 }, now)).toEqual({ items: [], total: 0 });
  });

  test('a tag that comes later puts a key into its place', async () => {
    const of = { kind: 'key', accountId: mine, id: named(77) } as const;
    await subject().store.commit(kms.tags.set(of, [{ key: 'late', value: '' }], 20));
    await subject().store.commit(kms.tags.set({ ...of, id: named(99) }, [{ key: 'late', value: '' }], 20));
    await subject().store.commit(kms.tags.set({ ...of, id: named(78) }, [{ key: 'late', value: '' }], 20));
    expect(await keys({ tagKeys: ['late'] })).toEqual([[named(99), named(78), named(77)], 3]);
  });
});
