import { beforeAll, describe, expect, test } from 'vitest';
import { randomIdentifiers } from '../../src/identity/identifiers.js';
import type { User } from '../../src/identity/users/user.js';
import { describeStores } from './each-store.js';
import { GivenIdentities, noDetails, now, ownerOf } from './given-identities.js';

describeStores('accounts and users', subject => {
  let given: GivenIdentities;
  beforeAll(async () => {
    given = await GivenIdentities.in(subject().store);
  });

  describe('accounts', () => {
    test('have unique names, and of two that are made at once with one name one is made', async () => {
      const made = await Promise.allSettled(Array.from({ length: 4 }, () => given.newAccount('twice')));
      expect(made.filter(it => it.status === 'fulfilled')).toHaveLength(1);
      for (const it of made)
        if (it.status === 'rejected') expect(it.reason).toMatchObject({ reason: 'account-exists' });
      expect(await given.records.findAccount('twice')).toMatchObject({ name: 'twice', createdAt: now });
      expect(await given.records.findAccount('Twice')).toBeUndefined();
    });
  });

  describe('users', () => {
    test('are found in any case and keep theirs, within their account only', async () => {
      const user = await given.newUser('Alice.B-c_d');
      expect(await given.identity.users.find(given.account, 'aLICE.b-C_D')).toEqual(user);
      expect(await given.identity.users.find(given.otherAccount, 'Alice.B-c_d')).toBeUndefined();
      await given.newUser('ALICE.B-C_D', given.otherAccount);
    });

    test('of two with the same name in other case, made at once, one is made', async () => {
      const changes = await Promise.all(
        ['Twin', 'tWIN', 'TWIN'].map(name => given.identity.users.create(given.account, name, noDetails, now)),
      );
      const outcomes = await Promise.all(changes.map(({ change }) => given.outcome(change)));
      expect(outcomes.sort()).toEqual(['done', 'user-exists', 'user-exists']);
    });

    test('cannot be more than the limit, however many are made at once', async () => {
      const { accountId } = await given.newAccount('small');
      const user = (n: number): User => ({
        ...noDetails,
        kind: 'user',
        accountId,
        id: randomIdentifiers.userId(),
        name: `u${n}`,
        createdAt: new Date(0),
        updatedAt: new Date(0),
      });
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, n) => given.outcome(given.records.users.insert(user(n), 3))),
      );
      expect(outcomes.filter(it => it === 'done')).toHaveLength(3);
      expect(outcomes.filter(it => it === 'user-limit')).toHaveLength(5);
    });

    test('are changed member by member, so that two changes at once both count', async () => {
      await given.newUser('Changed');
      const one = await given.identity.users.update(given.account, 'changed', { email: 'a@example.com' }, now);
      const two = await given.identity.users.update(given.account, 'changed', { name: 'CHANGED', comments: 'c' }, now);
      await Promise.all([given.store.commit(one.change), given.store.commit(two.change)]);
      expect(await given.identity.users.find(given.account, 'changed')).toMatchObject({
        name: 'CHANGED',
        email: 'a@example.com',
        comments: 'c',
      });
    });

    test('cannot take the name of another', async () => {
      await given.newUser('taken');
      await given.newUser('taker');
      const { change } = await given.identity.users.update(given.account, 'taker', { name: 'TAKEN' }, now);
      expect(await given.outcome(change)).toBe('user-exists');
    });

    test('are deleted only without keys and policies, in this order, also against what happens at once', async () => {
      const user = await given.newUser('leaver');
      const key = await given.newKey(ownerOf(user));
      const policy = await given.newPolicy('Leaver-Policy');
      await given.attach(policy, user);
      expect(await given.outcome(given.identity.users.delete(given.account, 'leaver'))).toBe('user-has-access-keys');
      await given.store.commit(given.identity.accessKeys.delete(ownerOf(user), key.id));
      expect(await given.outcome(given.identity.users.delete(given.account, 'leaver'))).toBe('user-has-policies');
      await given.store.commit(given.identity.attachments.detach(policy, user, undefined));

      const added = await given.identity.accessKeys.create(ownerOf(user), now);
      const outcomes = await Promise.all([
        given.outcome(given.identity.users.delete(given.account, 'leaver')),
        given.outcome(added.change),
        given.outcome(given.identity.attachments.attach(policy, user, undefined, now)),
      ]);
      const remaining = await given.identity.users.find(given.account, 'leaver');
      const keys = await given.identity.accessKeys.list(ownerOf(user));
      const attached = await given.records.listAttachedPolicies(user.id);
      if (remaining) expect(outcomes[0]).toMatch(/^user-has-/);
      else expect([keys, attached, outcomes]).toEqual([[], [], ['done', 'user-missing', 'user-missing']]);
    });

    test('are listed in the order of their names without regard to case', async () => {
      const { accountId } = await given.newAccount('listed');
      for (const name of ['b', 'A', 'a.b', 'a-b', 'C', 'a_b', '0']) await given.newUser(name, accountId);
      const all = await given.identity.users.list(accountId, { size: 100 });
      expect([all.items.map(it => it.name), all.next]).toEqual([['0', 'A', 'a-b', 'a.b', 'a_b', 'b', 'C'], undefined]);
      const page = await given.identity.users.list(accountId, { after: ['A-B'], size: 2 });
      expect([page.items.map(it => it.name), page.next]).toEqual([['a.b', 'a_b'], ['a_b']]);
    });
  });
});
