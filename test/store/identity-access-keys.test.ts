import { beforeAll, describe, expect, test } from 'vitest';
import { step } from '../../src/store/step.js';
import { describeStores } from './each-store.js';
import { GivenIdentities, now, ownerOf } from './given-identities.js';

describeStores('access keys', subject => {
  let given: GivenIdentities;
  beforeAll(async () => {
    given = await GivenIdentities.in(subject().store);
  });

  describe('access keys', () => {
    test('made at once leave exactly two', async () => {
      const owner = ownerOf(await given.newUser('keyed'));
      const keys = await Promise.all(Array.from({ length: 5 }, () => given.identity.accessKeys.create(owner, now)));
      const outcomes = await Promise.all(keys.map(({ change }) => given.outcome(change)));
      expect(outcomes.filter(it => it === 'done')).toHaveLength(2);
      expect(outcomes.filter(it => it === 'access-key-limit')).toHaveLength(3);
      expect(await given.identity.accessKeys.list(owner)).toHaveLength(2);
    });

    test('lead to their owner and open to their secret', async () => {
      const user = await given.newUser('Signer');
      const { key, secret, change } = await given.identity.accessKeys.create(ownerOf(user), now);
      await given.store.commit(change);
      const credential = await given.identity.credentials.findCredential(key.id, now);
      expect(credential?.principal).toEqual({
        kind: 'user',
        accountId: given.account,
        id: user.id,
        name: 'Signer',
        arn: `acs:ram::${given.account}:user/Signer`,
        accessKeyId: key.id,
      });
      expect((await credential?.open())?.toString()).toBe(secret);
      expect(credential?.status).toBe('Active');
      expect(await given.identity.credentials.findCredential(key.id.toLowerCase(), now)).toBeUndefined();

      await given.store.commit(given.identity.accessKeys.setStatus(ownerOf(user), key.id, 'Inactive'));
      expect((await given.identity.credentials.findCredential(key.id, now))?.status).toBe('Inactive');
    });

    test('of an account are root keys', async () => {
      const credential = await given.identity.credentials.findCredential(given.rootKeyId, now);
      expect(credential?.principal).toMatchObject({
        kind: 'account',
        id: given.account,
        arn: `acs:ram::${given.account}:root`,
      });
    });

    test('do not open in the place of another key', async () => {
      const user = await given.newUser('moved');
      const [one, two] = [await given.newKey(ownerOf(user)), await given.newKey(ownerOf(user))];
      const from = given.store.db.selectFrom('access_keys').select('sealed_secret').where('id', '=', one.id);
      const move = given.store.db.updateTable('access_keys').set({ sealed_secret: from }).where('id', '=', two.id);
      await given.store.commit([step(move, { affects: 1, otherwise: 'not-moved' })]);
      const credential = await given.identity.credentials.findCredential(two.id, now);
      await expect(credential?.open()).rejects.toThrow('sealed');
    });

    test('remember their last use, written down once a minute and never set back', async () => {
      const key = await given.newKey(ownerOf(await given.newUser('used')));
      const use = async (at: number) => {
        const change =
          (await given.identity.credentials.findCredential(key.id, new Date(at)))?.markUsed(new Date(at)) ?? [];
        await given.store.commit(change);
        return change.length;
      };
      const written = [await use(1_000_000), await use(1_059_999), await use(1_060_000), await use(1_000_000)];
      expect(written).toEqual([1, 0, 1, 0]);
      await given.store.commit(given.records.markAccessKeyUsed(key.id, new Date(900_000)));
      expect((await given.identity.credentials.findCredential(key.id, new Date(2_000_000)))?.lastUsedAt).toEqual(
        new Date(1_060_000),
      );
    });

    test('of another owner are not found, and not changed', async () => {
      const key = await given.newKey(ownerOf(await given.newUser('owner')));
      const strangers = [
        ownerOf(await given.newUser('stranger')),
        { accountId: given.account, userId: null },
        { accountId: given.otherAccount, userId: null },
      ];
      for (const owner of strangers) {
        await expect(given.identity.accessKeys.get(owner, key.id)).rejects.toMatchObject({
          reason: 'access-key-missing',
        });
        expect(await given.outcome(given.identity.accessKeys.setStatus(owner, key.id, 'Inactive'))).toBe(
          'access-key-missing',
        );
        expect(await given.outcome(given.identity.accessKeys.delete(owner, key.id))).toBe('access-key-missing');
      }
    });

    test('of an account: one that is active stays, also when all are deleted at once', async () => {
      const { accountId, accessKeyId } = await given.newAccount('rooted');
      const root = { accountId, userId: null };
      expect(await given.outcome(given.identity.accessKeys.delete(root, accessKeyId))).toBe('last-root-access-key');
      expect(await given.outcome(given.identity.accessKeys.setStatus(root, accessKeyId, 'Inactive'))).toBe(
        'last-root-access-key',
      );
      const second = await given.newKey(root);
      expect(await given.outcome(given.identity.accessKeys.create(root, now).then(({ change }) => change))).toBe(
        'access-key-limit',
      );
      const outcomes = await Promise.all([
        given.outcome(given.identity.accessKeys.delete(root, accessKeyId)),
        given.outcome(given.identity.accessKeys.setStatus(root, second.id, 'Inactive')),
      ]);
      expect(outcomes.sort()).toEqual(['done', 'last-root-access-key']);
      expect((await given.identity.accessKeys.list(root)).filter(it => it.status === 'Active')).toHaveLength(1);
    });
  });
});
