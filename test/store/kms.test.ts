import { beforeAll, describe, expect, test } from 'vitest';
import { type Change, Refusal } from '../../src/domain/change.js';
import type { AccessPoint } from '../../src/kms/access-points/access-points.js';
import type { ClientKey } from '../../src/kms/access-points/client-key.js';
import type { NetworkRule } from '../../src/kms/access-points/network-rules.js';
import type { AccessPointPolicy } from '../../src/kms/access-points/policies.js';
import type { KmsStore } from '../../src/kms/store.js';
import { kmsStore } from '../../src/store/kms.js';
import { insertStep } from '../../src/store/step.js';
import type { Store } from '../../src/store/store.js';
import { describeStores } from './each-store.js';

const createdAt = new Date('2026-03-01T12:00:00.123Z');
const later = new Date('2026-03-02T00:00:00Z');
const mine = '1000000000000001';
const theirs = '1000000000000002';

const rule = (name: string, parts: Partial<NetworkRule> = {}): NetworkRule => ({
  name,
  type: 'Private',
  description: '',
  sourceAddresses: [],
  createdAt,
  ...parts,
});

const policy = (name: string, parts: Partial<AccessPointPolicy> = {}): AccessPointPolicy => ({
  name,
  scope: 'shared',
  permissions: ['SecretUser'],
  resources: ['secret/*'],
  accessControl: undefined,
  description: '',
  createdAt,
  ...parts,
});

const accessPoint = (name: string, parts: Partial<AccessPoint> = {}): AccessPoint => ({
  name,
  authenticationMethod: 'ClientKey',
  policies: ['p'],
  description: '',
  createdAt,
  ...parts,
});

let keys = 0;
const clientKey = (of: string, parts: Partial<ClientKey> = {}): ClientKey => ({
  id: `KAAP.00000000-0000-0000-0000-${String(++keys).padStart(12, '0')}`,
  accessPoint: of,
  certificateDer: Buffer.from([0x30, 0x00, keys]),
  notBefore: new Date('2026-03-01T12:00:00Z'),
  notAfter: new Date('9999-12-31T23:59:59Z'),
  createdAt,
  ...parts,
});

describeStores('KMS', subject => {
  let store: Store;
  let kms: KmsStore;

  beforeAll(async () => {
    store = subject().store;
    kms = kmsStore(store);
    await store.commit([mine, theirs].map(id => insertStep(store, 'accounts', { id, name: id, created_at: 0 })));
  });

  /** `done`, or the reason of the refusal; anything else that goes wrong is thrown. */
  const outcome = async (change: Change): Promise<string> => {
    try {
      await store.commit(change);
      return 'done';
    } catch (fault) {
      if (fault instanceof Refusal) return fault.reason;
      throw fault;
    }
  };
  const first = { number: 1, size: 20 };

  describe('network rules', () => {
    test('come back as they were written, and belong to their account', async () => {
      const written = rule('office', { type: 'VPC', description: 'd', sourceAddresses: ['10.0.0.1', '::/0'] });
      expect(await outcome(kms.networkRules.insert(mine, written))).toBe('done');
      expect(await kms.networkRules.find(mine, 'office')).toEqual(written);
      expect(await kms.networkRules.find(theirs, 'office')).toBeUndefined();
      expect(await kms.networkRules.find(mine, 'Office')).toBeUndefined();
      expect(await outcome(kms.networkRules.insert(mine, rule('office')))).toBe('network-rule-exists');
      expect(await outcome(kms.networkRules.insert(theirs, rule('office')))).toBe('done');
    });

    test('change only where they are asked to', async () => {
      const written = rule('changing', { description: 'd', sourceAddresses: ['10.0.0.1'] });
      await store.commit(kms.networkRules.insert(mine, written));
      await store.commit(kms.networkRules.update(mine, 'changing', { sourceAddresses: [] }, later));
      expect(await kms.networkRules.find(mine, 'changing')).toEqual({ ...written, sourceAddresses: [] });
      await store.commit(kms.networkRules.update(mine, 'changing', { description: '' }, later));
      expect(await kms.networkRules.find(mine, 'changing')).toEqual({
        ...written,
        sourceAddresses: [],
        description: '',
      });
      for (const account of [theirs, 'nobody']) {
        const change = kms.networkRules.update(account, 'changing', {}, later);
        expect(await outcome(change)).toBe('network-rule-missing');
      }
    });

    test('are removed once', async () => {
      await store.commit(kms.networkRules.insert(mine, rule('gone')));
      expect(await outcome(kms.networkRules.delete(theirs, 'gone'))).toBe('network-rule-missing');
      expect(await outcome(kms.networkRules.delete(mine, 'gone'))).toBe('done');
      expect(await outcome(kms.networkRules.delete(mine, 'gone'))).toBe('network-rule-missing');
    });

    test('are listed newest first, in pages, with the number of all', async () => {
      const account = '1000000000000003';
      const at = (minute: number) => new Date(createdAt.getTime() + minute * 60_000);
      await store.commit([
        insertStep(store, 'accounts', { id: account, name: account, created_at: 0 }),
        ...[rule('b', { createdAt: at(1) }), rule('a', { createdAt: at(2) }), rule('c', { createdAt: at(0) })].flatMap(
          it => kms.networkRules.insert(account, it),
        ),
      ]);
      const names = async (number: number, size: number) => {
        const { items, total } = await kms.networkRules.list(account, { number, size });
        return [items.map(it => it.name), total];
      };
      expect(await names(1, 20)).toEqual([['a', 'b', 'c'], 3]);
      expect(await names(2, 2)).toEqual([['c'], 3]);
      expect(await names(2 ** 31 - 1, 100)).toEqual([[], 3]);
    });
  });

  describe('policies', () => {
    const full = policy('full', {
      scope: 'kst-1',
      permissions: ['CryptoServiceSecretUser', 'CryptoServiceSecretUser'],
      resources: ['key/a*', 'secret/b'],
      accessControl: { networkRules: ['r'], asReceived: '{ "NetworkRules": ["r"] }' },
      description: '描述',
    });

    test('come back as they were written, with network rules or without', async () => {
      expect(await outcome(kms.policies.insert(mine, full))).toBe('done');
      expect(await kms.policies.find(mine, 'full')).toEqual(full);
      expect(await kms.policies.find(theirs, 'full')).toBeUndefined();
      expect(await outcome(kms.policies.insert(mine, policy('full')))).toBe('policy-exists');
      await store.commit(kms.policies.insert(mine, policy('bare')));
      expect(await kms.policies.find(mine, 'bare')).toEqual(policy('bare'));
    });

    test('change only where they are asked to', async () => {
      await store.commit(kms.policies.insert(mine, { ...full, name: 'changing' }));
      let expected: AccessPointPolicy = { ...full, name: 'changing' };
      for (const update of [
        {},
        { permissions: [] },
        { resources: ['key/*'] },
        { accessControl: { networkRules: [], asReceived: '{}' } },
        { description: '' },
      ]) {
        expect(await outcome(kms.policies.update(mine, 'changing', update, later))).toBe('done');
        expected = { ...expected, ...update };
        expect(await kms.policies.find(mine, 'changing')).toEqual(expected);
      }
      expect(await outcome(kms.policies.update(theirs, 'changing', {}, later))).toBe('policy-missing');
    });

    test('are listed and removed', async () => {
      await store.commit(kms.policies.insert(theirs, policy('only')));
      expect(await kms.policies.list(theirs, first)).toEqual({ items: [policy('only')], total: 1 });
      expect(await outcome(kms.policies.delete(mine, 'only'))).toBe('policy-missing');
      expect(await outcome(kms.policies.delete(theirs, 'only'))).toBe('done');
      expect(await kms.policies.list(theirs, first)).toEqual({ items: [], total: 0 });
    });
  });

  describe('access points', () => {
    test('come back as they were written, change, and are listed', async () => {
      const written = accessPoint('shop', { policies: ['c', 'a', 'b'], description: 'd' });
      expect(await outcome(kms.accessPoints.insert(theirs, written))).toBe('done');
      expect(await outcome(kms.accessPoints.insert(theirs, written))).toBe('access-point-exists');
      expect(await kms.accessPoints.find(theirs, 'shop')).toEqual(written);
      expect(await kms.accessPoints.find(mine, 'shop')).toBeUndefined();
      expect(await kms.accessPoints.list(theirs, first)).toEqual({ items: [written], total: 1 });

      expect(await outcome(kms.accessPoints.update(theirs, 'shop', { policies: ['z'] }, later))).toBe('done');
      expect(await kms.accessPoints.find(theirs, 'shop')).toEqual({ ...written, policies: ['z'] });
      expect(await outcome(kms.accessPoints.update(mine, 'shop', {}, later))).toBe('access-point-missing');
      expect(await outcome(kms.accessPoints.delete(mine, 'shop'))).toBe('access-point-missing');
    });

    test('take their client keys with them, and those of others stay', async () => {
      await store.commit(['leaving', 'staying'].flatMap(name => kms.accessPoints.insert(mine, accessPoint(name))));
      const [leaving, staying] = [clientKey('leaving'), clientKey('staying')];
      await store.commit([...kms.clientKeys.insert(mine, leaving, 3), ...kms.clientKeys.insert(mine, staying, 3)]);

      expect(await outcome(kms.accessPoints.delete(mine, 'leaving'))).toBe('done');
      expect(await kms.clientKeys.find(mine, leaving.id)).toBeUndefined();
      expect(await kms.clientKeys.findOwner(leaving.id)).toBeUndefined();
      expect(await kms.clientKeys.find(mine, staying.id)).toEqual(staying);
      expect(await outcome(kms.clientKeys.insert(mine, clientKey('leaving'), 3))).toBe('access-point-missing');
    });
  });

  describe('client keys', () => {
    beforeAll(() => store.commit(kms.accessPoints.insert(mine, accessPoint('app'))));

    test('come back as they were written, to their account and by their id alone', async () => {
      const key = clientKey('app');
      expect(await kms.clientKeys.accessPointExists(mine, 'app')).toBe(true);
      expect(await kms.clientKeys.accessPointExists(theirs, 'app')).toBe(false);
      expect(await outcome(kms.clientKeys.insert(mine, key, 3))).toBe('done');
      expect(await kms.clientKeys.find(mine, key.id)).toEqual(key);
      expect(await kms.clientKeys.find(theirs, key.id)).toBeUndefined();
      expect(await kms.clientKeys.findOwner(key.id)).toEqual({ accountId: mine, key });
      expect(await outcome(kms.clientKeys.insert(theirs, clientKey('app'), 3))).toBe('access-point-missing');
    });

    test('are listed newest first, of one access point or of all', async () => {
      await store.commit(['l1', 'l2'].flatMap(name => kms.accessPoints.insert(theirs, accessPoint(name))));
      const [old, middle, young] = [
        clientKey('l1', { createdAt: new Date(1) }),
        clientKey('l2', { createdAt: new Date(2) }),
        clientKey('l1', { createdAt: new Date(3) }),
      ] as [ClientKey, ClientKey, ClientKey];
      for (const key of [middle, old, young]) await store.commit(kms.clientKeys.insert(theirs, key, 3));
      expect(await kms.clientKeys.list(theirs)).toEqual([young, middle, old]);
      expect(await kms.clientKeys.list(theirs, 'l1')).toEqual([young, old]);
      expect(await kms.clientKeys.count(theirs, 'l1')).toBe(2);
      expect(await kms.clientKeys.count(mine, 'l1')).toBe(0);
    });

    test('are never more than the limit, however many are added at once', async () => {
      await store.commit(kms.accessPoints.insert(mine, accessPoint('crowded')));
      const changes = Array.from({ length: 12 }, () => kms.clientKeys.insert(mine, clientKey('crowded'), 3));
      const outcomes = await Promise.all(changes.map(outcome));
      expect(outcomes.filter(it => it === 'done')).toHaveLength(3);
      expect(outcomes.filter(it => it === 'client-key-limit')).toHaveLength(9);
      expect(await kms.clientKeys.count(mine, 'crowded')).toBe(3);
    });

    test('leave room when they are removed, once', async () => {
      const [gone] = (await kms.clientKeys.list(mine, 'crowded')) as [ClientKey];
      expect(await outcome(kms.clientKeys.delete(theirs, gone.id))).toBe('client-key-missing');
      const removals = await Promise.all([1, 2, 3].map(() => outcome(kms.clientKeys.delete(mine, gone.id))));
      expect(removals.sort()).toEqual(['client-key-missing', 'client-key-missing', 'done']);
      expect(await outcome(kms.clientKeys.insert(mine, clientKey('crowded'), 3))).toBe('done');
      expect(await outcome(kms.clientKeys.insert(mine, clientKey('crowded'), 3))).toBe('client-key-limit');
    });

    test('have a last use, which is gone with them', async () => {
      await store.commit(['used', 'ended'].flatMap(name => kms.accessPoints.insert(mine, accessPoint(name))));
      const [kept, deleted, ended] = [clientKey('used'), clientKey('used'), clientKey('ended')];
      for (const key of [kept, deleted, ended]) await store.commit(kms.clientKeys.insert(mine, key, 3));
      expect(await kms.clientKeys.findLastUse(kept.id)).toBeUndefined();
      const use = (seconds: number) => ({
        at: new Date(seconds * 1000),
        operation: `kms:Op${seconds}`,
        sourceAddress: `192.0.2.${seconds}`,
      });
      for (const seconds of [2, 3, 1]) await store.commit(kms.clientKeys.markUsed(kept.id, use(seconds)));
      for (const { id } of [deleted, ended]) await store.commit(kms.clientKeys.markUsed(id, use(4)));
      await store.commit(kms.clientKeys.markUsed('KAAP.nobodys', use(5)));
      expect(await kms.clientKeys.findLastUse(kept.id)).toEqual(use(3).at);
      expect((await kms.clientKeys.lastUses(mine)).get(kept.id)).toEqual(use(3));
      expect((await kms.clientKeys.lastUses(theirs)).get(kept.id)).toBeUndefined();
      await store.commit(kms.clientKeys.delete(mine, deleted.id));
      await store.commit(kms.accessPoints.delete(mine, 'ended'));
      for (const id of [deleted.id, ended.id, 'KAAP.nobodys']) {
        expect(await kms.clientKeys.findLastUse(id)).toBeUndefined();
      }
    });

    test('are replaced by others, and end at a time or at once, but never later than before', async () => {
      await store.commit(kms.accessPoints.insert(mine, accessPoint('moving')));
      const notAfter = new Date('2030-01-01T00:00:00Z');
      const [first, second, third, fourth, fifth] = Array.from({ length: 5 }, () => clientKey('moving', { notAfter }));
      await store.commit(kms.clientKeys.insert(mine, first!, 3));
      const endOf = async (id: string) => (await kms.clientKeys.find(mine, id))?.notAfter;
      const replace = (id: string, endsAt: Date | undefined, key: ClientKey, account = mine) =>
        outcome(kms.clientKeys.replace(account, { id, endsAt }, key, 3));
      const sooner = new Date('2026-05-01T00:00:00Z');
      expect(await replace(first!.id, sooner, second!)).toBe('done');
      expect(await endOf(first!.id)).toEqual(sooner);
      expect(await replace(first!.id, notAfter, third!)).toBe('done');
      expect(await endOf(first!.id)).toEqual(sooner);
      expect(await replace(second!.id, sooner, fourth!)).toBe('client-key-limit');
      expect(await endOf(second!.id)).toEqual(notAfter);
      expect(await replace(second!.id, undefined, fourth!)).toBe('done');
      expect(await kms.clientKeys.find(mine, second!.id)).toBeUndefined();
      expect(await replace(second!.id, undefined, fifth!)).toBe('client-key-missing');
      expect(await replace(third!.id, undefined, fifth!, theirs)).toBe('access-point-missing');
      expect(await kms.clientKeys.find(mine, third!.id)).toEqual(third);
    });

    test('never outlive an access point that is deleted while they are added', async () => {
      for (let round = 0; round < 10; round++) {
        const name = `fleeting${round}`;
        await store.commit(kms.accessPoints.insert(mine, accessPoint(name)));
        const additions = [1, 2, 3].map(() => outcome(kms.clientKeys.insert(mine, clientKey(name), 3)));
        const [removal, ...added] = await Promise.all([outcome(kms.accessPoints.delete(mine, name)), ...additions]);
        expect(removal).toBe('done');
        expect(added.filter(it => it !== 'done' && it !== 'access-point-missing')).toEqual([]);
        expect(await kms.clientKeys.count(mine, name)).toBe(0);
      }
    });
  });
});
