import { expect, test } from 'vitest';
import { Refusal } from '../../src/domain/change.js';
import type { DataKeyVersion } from '../../src/kms/data-keys/data-key-store.js';
import { kmsStore } from '../../src/store/kms.js';
import { insertStep } from '../../src/store/step.js';
import { describeStores } from './each-store.js';

const accountId = '1000000000000001';
const other = '1000000000000002';

const version = (number: number, parts: Partial<DataKeyVersion> = {}): DataKeyVersion => ({
  accountId,
  name: 'orders',
  id: `version${number}`,
  number,
  createdAt: new Date('2026-03-01T12:00:00.123Z'),
  sealedOctets: Buffer.from([1, number]),
  ...parts,
});

describeStores('managed data keys', subject => {
  test('come back as they were written, in their order, each number and id once, and belong to their account', async () => {
    const { store } = subject();
    const { dataKeys } = kmsStore(store);
    await store.commit([accountId, other].map(id => insertStep(store, 'accounts', { id, name: id, created_at: 0 })));
    const outcome = (of: DataKeyVersion) =>
      store.commit(dataKeys.insert(of)).then(
        () => 'done',
        (fault: unknown) => (fault instanceof Refusal ? fault.reason : String(fault)),
      );
    for (const number of [1, 2, 3]) expect(await outcome(version(number))).toBe('done');
    expect(await outcome(version(3, { id: 'another' }))).toBe('data-key-exists');
    expect(await outcome(version(4, { id: 'version1' }))).toBe('data-key-exists');
    expect(await outcome(version(1, { name: 'a' }))).toBe('done');
    expect(await outcome(version(1, { accountId: other }))).toBe('done');

    expect(await dataKeys.find(accountId, 'orders', 'first')).toEqual(version(1));
    expect(await dataKeys.find(accountId, 'orders', 'latest')).toEqual(version(3));
    expect(await dataKeys.find(accountId, 'orders', { id: 'version2' })).toEqual(version(2));
    expect(await dataKeys.find(accountId, 'orders', { id: 'none' })).toBeUndefined();
    expect(await dataKeys.find(accountId, 'Orders', 'first')).toBeUndefined();
    const { items, total } = await dataKeys.list(accountId, 'orders', { number: 1, size: 2 });
    expect([items.map(it => it.id), total]).toEqual([['version3', 'version2'], 3]);
    expect(await dataKeys.list(other, 'a', { number: 1, size: 2 })).toEqual({ items: [], total: 0 });
    expect(await dataKeys.names(accountId)).toEqual([
      { name: 'a', versions: 1 },
      { name: 'orders', versions: 3 },
    ]);
  });
});
