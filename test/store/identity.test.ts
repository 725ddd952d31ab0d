import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Change } from '../../src/domain/change.js';
import { Refusal } from '../../src/domain/change.js';
import { createAccount } from '../../src/identity/accounts.js';
import { randomIdentifiers } from '../../src/identity/identifiers.js';
import { type Identity, openIdentity } from '../../src/identity/identity.js';
import type { IdentityStore, KeyOwner, User } from '../../src/identity/store.js';
import { KeyFileSeal } from '../../src/seal/key-file.js';
import { identityStore } from '../../src/store/identity.js';
import { insertStep, step } from '../../src/store/step.js';
import type { Store } from '../../src/store/store.js';
import { databases } from './databases.js';

const now = new Date('2026-03-01T12:00:00Z');
const none = { displayName: '', email: '', mobilePhone: '', comments: '' };
const allow = (action: string) =>
  JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });

describe.each(databases)('identities in $name', database => {
  const seal = new KeyFileSeal({ current: 1, keys: new Map([[1, randomBytes(32)]]) });
  let store: Store;
  let records: IdentityStore;
  let identity: Identity;
  let account: string;
  let otherAccount: string;
  let rootKeyId: string;

  beforeAll(async () => {
    store = await database.open();
    records = identityStore(store);
    identity = openIdentity(records, seal);
    const main = await createAccount(records, seal, randomIdentifiers, 'main', now);
    ({ accountId: account, accessKeyId: rootKeyId } = main);
    otherAccount = (await createAccount(records, seal, randomIdentifiers, 'other', now)).accountId;
  });
  afterAll(() => store?.close());

  const newUser = async (name: string, accountId = account): Promise<User> => {
    const { user, change } = await identity.users.create(accountId, name, none, now);
    await store.commit(change);
    return user;
  };
  const newKey = async (owner: KeyOwner) => {
    const { key, change } = await identity.accessKeys.create(owner, now);
    await store.commit(change);
    return key;
  };
  const newPolicy = async (name: string, tags: { key: string; value: string }[] = []) => {
    const asked = { name, document: allow('kms:ListKeys'), description: '', tags };
    const { policy, change } = await identity.policies.create(account, asked, now);
    await store.commit(change);
    return policy;
  };
  const attach = async (user: User, name: string, scope?: string, at = now) => {
    const policy = await identity.policies.get(account, 'Custom', name);
    await store.commit(await identity.attachments.attach(policy, user, scope, at));
  };
  /** `done`, or the reason of the refusal; anything else that goes wrong is thrown. */
  const outcome = async (change: Change | Promise<Change>): Promise<string> => {
    try {
      await store.commit(await change);
      return 'done';
    } catch (fault) {
      if (fault instanceof Refusal) return fault.reason;
      throw fault;
    }
  };
  const ownerOf = (user: User): KeyOwner => ({ accountId: user.accountId, userId: user.id });

  describe('accounts', () => {
    test('have unique names, and of two that are made at once with one name one is made', async () => {
      const made = await Promise.allSettled(
        Array.from({ length: 4 }, () => createAccount(records, seal, randomIdentifiers, 'twice', now)),
      );
      expect(made.filter(it => it.status === 'fulfilled')).toHaveLength(1);
      for (const it of made)
        if (it.status === 'rejected') expect(it.reason).toMatchObject({ reason: 'account-exists' });
      expect(await records.findAccount('twice')).toMatchObject({ name: 'twice', createdAt: now.getTime() });
      expect(await records.findAccount('Twice')).toBeUndefined();
    });
  });

  describe('users', () => {
    test('are found in any case and keep theirs, within their account only', async () => {
      const user = await newUser('Alice.B-c_d');
      expect(await identity.users.find(account, 'aLICE.b-C_D')).toEqual(user);
      expect(await identity.users.find(otherAccount, 'Alice.B-c_d')).toBeUndefined();
      await newUser('ALICE.B-C_D', otherAccount);
    });

    test('of two with the same name in other case, made at once, one is made', async () => {
      const changes = await Promise.all(
        ['Twin', 'tWIN', 'TWIN'].map(name => identity.users.create(account, name, none, now)),
      );
      const outcomes = await Promise.all(changes.map(({ change }) => outcome(change)));
      expect(outcomes.sort()).toEqual(['done', 'user-exists', 'user-exists']);
    });

    test('cannot be more than the limit, however many are made at once', async () => {
      const { accountId } = await createAccount(records, seal, randomIdentifiers, 'small', now);
      const user = (n: number): User => ({
        ...none,
        accountId,
        id: randomIdentifiers.userId(),
        name: `u${n}`,
        createdAt: 0,
        updatedAt: 0,
      });
      const outcomes = await Promise.all(Array.from({ length: 8 }, (_, n) => outcome(records.addUser(user(n), 3))));
      expect(outcomes.filter(it => it === 'done')).toHaveLength(3);
      expect(outcomes.filter(it => it === 'user-limit')).toHaveLength(5);
    });

    test('are changed member by member, so that two changes at once both count', async () => {
      await newUser('Changed');
      const one = await identity.users.update(account, 'changed', { email: 'a@example.com' }, now);
      const two = await identity.users.update(account, 'changed', { name: 'CHANGED', comments: 'c' }, now);
      await Promise.all([store.commit(one.change), store.commit(two.change)]);
      expect(await identity.users.find(account, 'changed')).toMatchObject({
        name: 'CHANGED',
        email: 'a@example.com',
        comments: 'c',
      });
    });

    test('cannot take the name of another', async () => {
      await newUser('taken');
      await newUser('taker');
      const { change } = await identity.users.update(account, 'taker', { name: 'TAKEN' }, now);
      expect(await outcome(change)).toBe('user-exists');
    });

    test('are deleted only without keys and policies, in this order, also against what happens at once', async () => {
      const user = await newUser('leaver');
      const key = await newKey(ownerOf(user));
      await newPolicy('Leaver-Policy');
      await attach(user, 'Leaver-Policy');
      expect(await outcome(identity.users.delete(account, 'leaver'))).toBe('user-has-access-keys');
      await store.commit(identity.accessKeys.delete(ownerOf(user), key.id));
      expect(await outcome(identity.users.delete(account, 'leaver'))).toBe('user-has-policies');
      const policy = await identity.policies.get(account, 'Custom', 'Leaver-Policy');
      await store.commit(identity.attachments.detach(policy, user, undefined));

      const added = await identity.accessKeys.create(ownerOf(user), now);
      const outcomes = await Promise.all([
        outcome(identity.users.delete(account, 'leaver')),
        outcome(added.change),
        outcome(identity.attachments.attach(policy, user, undefined, now)),
      ]);
      const remaining = await identity.users.find(account, 'leaver');
      const keys = await identity.accessKeys.list(ownerOf(user));
      const attached = await records.listAttachedPolicies(user.id);
      if (remaining) expect(outcomes[0]).toMatch(/^user-has-/);
      else expect([keys, attached, outcomes]).toEqual([[], [], ['done', 'user-not-found', 'user-not-found']]);
    });

    test('are listed in the order of their names without regard to case', async () => {
      const { accountId } = await createAccount(records, seal, randomIdentifiers, 'listed', now);
      for (const name of ['b', 'A', 'a.b', 'a-b', 'C', 'a_b', '0']) await newUser(name, accountId);
      const all = await identity.users.list(accountId, { limit: 100 });
      expect([all.items.map(it => it.name), all.more]).toEqual([['0', 'A', 'a-b', 'a.b', 'a_b', 'b', 'C'], false]);
      const page = await identity.users.list(accountId, { after: 'A-B', limit: 2 });
      expect([page.items.map(it => it.name), page.more]).toEqual([['a.b', 'a_b'], true]);
    });
  });

  describe('access keys', () => {
    test('made at once leave exactly two', async () => {
      const owner = ownerOf(await newUser('keyed'));
      const keys = await Promise.all(Array.from({ length: 5 }, () => identity.accessKeys.create(owner, now)));
      const outcomes = await Promise.all(keys.map(({ change }) => outcome(change)));
      expect(outcomes.filter(it => it === 'done')).toHaveLength(2);
      expect(outcomes.filter(it => it === 'access-key-limit')).toHaveLength(3);
      expect(await identity.accessKeys.list(owner)).toHaveLength(2);
    });

    test('lead to their owner and open to their secret', async () => {
      const user = await newUser('Signer');
      const { key, secret, change } = await identity.accessKeys.create(ownerOf(user), now);
      await store.commit(change);
      const credential = await identity.credentials.findCredential(key.id);
      expect(credential?.principal).toEqual({
        kind: 'user',
        accountId: account,
        id: user.id,
        name: 'Signer',
        arn: `acs:ram::${account}:user/Signer`,
        accessKeyId: key.id,
      });
      expect((await credential?.open())?.toString()).toBe(secret);
      expect(credential?.status).toBe('Active');
      expect(await identity.credentials.findCredential(key.id.toLowerCase())).toBeUndefined();

      await store.commit(identity.accessKeys.setStatus(ownerOf(user), key.id, 'Inactive'));
      expect((await identity.credentials.findCredential(key.id))?.status).toBe('Inactive');
    });

    test('of an account are root keys', async () => {
      const credential = await identity.credentials.findCredential(rootKeyId);
      expect(credential?.principal).toMatchObject({ kind: 'account', id: account, arn: `acs:ram::${account}:root` });
    });

    test('do not open in the place of another key', async () => {
      const user = await newUser('moved');
      const [one, two] = [await newKey(ownerOf(user)), await newKey(ownerOf(user))];
      const from = store.db.selectFrom('access_keys').select('sealed_secret').where('id', '=', one.id);
      const move = store.db.updateTable('access_keys').set({ sealed_secret: from }).where('id', '=', two.id);
      await store.commit([step(move, { affects: 1, otherwise: 'not-moved' })]);
      const credential = await identity.credentials.findCredential(two.id);
      await expect(credential?.open()).rejects.toThrow('sealed');
    });

    test('remember their last use, written down once a minute and never set back', async () => {
      const key = await newKey(ownerOf(await newUser('used')));
      const use = async (at: number) => {
        const change = (await identity.credentials.findCredential(key.id))?.markUsed(new Date(at)) ?? [];
        await store.commit(change);
        return change.length;
      };
      const written = [await use(1_000_000), await use(1_059_999), await use(1_060_000), await use(1_000_000)];
      expect(written).toEqual([1, 0, 1, 0]);
      await store.commit(records.markAccessKeyUsed(key.id, 900_000));
      expect((await identity.credentials.findCredential(key.id))?.lastUsedAt).toBe(1_060_000);
    });

    test('of another owner are not found, and not changed', async () => {
      const key = await newKey(ownerOf(await newUser('owner')));
      const strangers = [
        ownerOf(await newUser('stranger')),
        { accountId: account, userId: null },
        { accountId: otherAccount, userId: null },
      ];
      for (const owner of strangers) {
        await expect(identity.accessKeys.get(owner, key.id)).rejects.toMatchObject({ reason: 'access-key-not-found' });
        expect(await outcome(identity.accessKeys.setStatus(owner, key.id, 'Inactive'))).toBe('access-key-not-found');
        expect(await outcome(identity.accessKeys.delete(owner, key.id))).toBe('access-key-not-found');
      }
    });

    test('of an account: one that is active stays, also when all are deleted at once', async () => {
      const { accountId, accessKeyId } = await createAccount(records, seal, randomIdentifiers, 'rooted', now);
      const root = { accountId, userId: null };
      expect(await outcome(identity.accessKeys.delete(root, accessKeyId))).toBe('last-root-access-key');
      expect(await outcome(identity.accessKeys.setStatus(root, accessKeyId, 'Inactive'))).toBe('last-root-access-key');
      const second = await newKey(root);
      expect(await outcome(identity.accessKeys.create(root, now).then(({ change }) => change))).toBe(
        'access-key-limit',
      );
      const outcomes = await Promise.all([
        outcome(identity.accessKeys.delete(root, accessKeyId)),
        outcome(identity.accessKeys.setStatus(root, second.id, 'Inactive')),
      ]);
      expect(outcomes.sort()).toEqual(['done', 'last-root-access-key']);
      expect((await identity.accessKeys.list(root)).filter(it => it.status === 'Active')).toHaveLength(1);
    });
  });

  describe('policies', () => {
    test('are found in any case, with tags, and keep their documents byte for byte', async () => {
      const document = `${allow('kms:*')}\n\t `;
      const tags = [
        { key: 'b', value: 'ä' },
        { key: 'B', value: '' },
      ];
      const asked = { name: 'Read-Keys', document, description: 'd', tags };
      const { policy, change } = await identity.policies.create(account, asked, now);
      await store.commit(change);
      const found = await identity.policies.get(account, 'Custom', 'READ-keys');
      expect(found).toEqual({ ...policy, tags: [tags[1], tags[0]] });
      expect(await identity.policies.defaultDocument(found)).toEqual({
        version: 1,
        document,
        createdAt: now.getTime(),
      });
      expect(await identity.policies.find(otherAccount, 'Custom', 'Read-Keys')).toBeUndefined();
    });

    test('are unique by name, and no more than the limit, however many are made at once', async () => {
      const { accountId } = await createAccount(records, seal, randomIdentifiers, 'policied', now);
      const policy = (name: string) => ({
        accountId,
        id: randomIdentifiers.policyId(now),
        name,
        description: '',
        defaultVersion: 1,
        createdAt: 0,
        updatedAt: 0,
        tags: [],
      });
      const version = { version: 1, document: '', createdAt: 0 };
      const add = (name: string) => outcome(records.addPolicy(policy(name), version, 3));
      expect((await Promise.all(['p', 'P'].map(add))).sort()).toEqual(['done', 'policy-exists']);
      const outcomes = await Promise.all(['a', 'b', 'c', 'd'].map(add));
      expect(outcomes.sort()).toEqual(['done', 'done', 'policy-limit', 'policy-limit']);
    });

    test('are deleted when nobody has them and no other version is there, with their tags', async () => {
      const user = await newUser('holder');
      const policy = await newPolicy('Held', [{ key: 'k', value: 'v' }]);
      await attach(user, 'Held', 'rg-1');
      const deletion = (withVersions: boolean) => outcome(identity.policies.delete(account, 'held', { withVersions }));
      expect(await deletion(true)).toBe('policy-attached-to-user');
      await store.commit(identity.attachments.detach(policy, user, 'rg-1'));
      const secondVersion = { policy_id: policy.id, version: 2, document: '{}', created_at: 0 };
      await store.commit([insertStep(store, 'ram_policy_versions', secondVersion)]);
      expect(await deletion(false)).toBe('policy-has-versions');
      expect(await deletion(true)).toBe('done');
      await expect(identity.policies.delete(account, 'held', { withVersions: true })).rejects.toMatchObject({
        reason: 'policy-not-found',
      });
      await newPolicy('Held');
      expect((await identity.policies.get(account, 'Custom', 'Held')).tags).toEqual([]);
    });

    test('that are attached and deleted at once are one or the other', async () => {
      const user = await newUser('racer');
      for (let round = 0; round < 5; round++) {
        const policy = await newPolicy(`Race-${round}`);
        const outcomes = await Promise.all([
          outcome(identity.attachments.attach(policy, user, undefined, now)),
          outcome(identity.policies.delete(account, policy.name, { withVersions: false })),
        ]);
        expect([
          ['done', 'policy-attached-to-user'],
          ['policy-not-found', 'done'],
        ]).toContainEqual(outcomes);
      }
    });

    test('are listed after the system policies, by name and tags, with how often they are attached', async () => {
      const { accountId } = await createAccount(records, seal, randomIdentifiers, 'tagged', now);
      const create = async (name: string, tags: { key: string; value: string }[]) => {
        const asked = { name, document: allow('kms:*'), description: '', tags };
        await store.commit((await identity.policies.create(accountId, asked, now)).change);
      };
      await create('b', [
        { key: 'owner', value: 'alice' },
        { key: 'stage', value: 'test' },
      ]);
      await create('A', [{ key: 'owner', value: 'bob' }]);
      await create('c', []);
      const names = async (filter: { type?: 'System' | 'Custom'; tags?: { key: string; value?: string }[] }) => {
        const { items } = await identity.policyLists.list(accountId, { tags: [], ...filter }, { limit: 1000 });
        return items.map(it => it.name);
      };
      expect(await names({ type: 'Custom' })).toEqual(['A', 'b', 'c']);
      expect((await names({})).slice(-3)).toEqual(['A', 'b', 'c']);
      expect(await names({})).toEqual([...(await names({ type: 'System' })), 'A', 'b', 'c']);
      expect(await names({ tags: [{ key: 'owner' }] })).toEqual(['A', 'b']);
      expect(await names({ tags: [{ key: 'owner', value: 'alice' }, { key: 'stage' }] })).toEqual(['b']);
      expect(await names({ tags: [{ key: 'Owner' }] })).toEqual([]);

      const user = await newUser('counted', accountId);
      const policy = await identity.policies.get(accountId, 'Custom', 'b');
      const administrator = await identity.policies.get(accountId, 'System', 'administratoraccess');
      for (const it of [policy, administrator]) {
        await store.commit(await identity.attachments.attach(it, user, undefined, now));
        await store.commit(await identity.attachments.attach(it, user, 'rg-1', now));
      }
      const { items } = await identity.policyLists.list(accountId, { tags: [] }, { limit: 1000 });
      const counts = items.filter(it => it.attachmentCount > 0).map(it => [it.name, it.attachmentCount]);
      expect(counts).toEqual([
        ['AdministratorAccess', 2],
        ['b', 2],
      ]);
      expect(await identity.policies.countAttachments(account, administrator)).toBe(0);
    });
  });

  describe('attachments', () => {
    test('made at once keep the limit, and one is made of those that are the same', async () => {
      const user = await newUser('attached');
      const policies = await Promise.all(Array.from({ length: 12 }, (_, n) => newPolicy(`Attached-${n}`)));
      const same = await Promise.all(
        [1, 2, 3].map(() => outcome(identity.attachments.attach(policies[0]!, user, undefined, now))),
      );
      expect(same.sort()).toEqual(['attachment-exists', 'attachment-exists', 'done']);
      const outcomes = await Promise.all(
        policies.slice(1).map(it => outcome(identity.attachments.attach(it, user, undefined, now))),
      );
      expect(outcomes.filter(it => it === 'done')).toHaveLength(9);
      expect(outcomes.filter(it => it === 'attachment-limit')).toHaveLength(2);
      expect(await records.listAttachedPolicies(user.id)).toHaveLength(10);
    });

    test('with account scope and with that of groups are several, and the lists show the policy and the user once', async () => {
      const user = await newUser('scoped');
      const policy = await newPolicy('Scoped');
      const later = new Date(now.getTime() + 5000);
      await attach(user, 'Scoped', 'rg-1', now);
      await attach(user, 'Scoped', account, later);
      expect(await outcome(identity.attachments.attach(policy, user, undefined, now))).toBe('attachment-exists');
      expect(await identity.attachments.policiesOf(user)).toEqual([
        {
          policy: { type: 'Custom', name: 'Scoped', description: '', defaultVersion: 1 },
          attachedAt: now.getTime(),
        },
      ]);
      expect(await identity.attachments.usersOf(account, policy)).toEqual([
        { user: { id: user.id, name: 'scoped', displayName: '' }, attachedAt: now.getTime() },
      ]);
      const principal = {
        kind: 'user',
        accountId: account,
        id: user.id,
        name: 'scoped',
        arn: '',
        accessKeyId: '',
      } as const;
      expect((await identity.permissions.attachedPolicies(principal)).map(it => it.scope).sort()).toEqual([
        { resourceGroupId: 'rg-1' },
        'account',
      ]);
      expect(await outcome(identity.attachments.detach(policy, user, 'rg-2'))).toBe('attachment-not-found');
      expect(await outcome(identity.attachments.detach(policy, user, undefined))).toBe('done');
      expect(await outcome(identity.attachments.detach(policy, user, undefined))).toBe('attachment-not-found');
      expect(await identity.attachments.policiesOf(user)).toHaveLength(1);
    });
  });

  test('the reads of every request go by an index', async () => {
    if (store.dialect !== 'sqlite') return;
    const plans = [
      sql<{ detail: string }>`explain query plan select * from access_keys
        left join users on users.id = access_keys.user_id where access_keys.id = 'x'`,
      sql<{ detail: string }>`explain query plan select * from ram_attachments
        left join ram_policies on ram_policies.id = ram_attachments.policy_id
        where principal_kind = 'user' and principal_id = 'x'`,
    ];
    for (const plan of plans) {
      const { rows } = await plan.execute(store.db);
      for (const { detail } of rows) expect(detail).toMatch(/^SEARCH .* USING (INDEX|PRIMARY KEY)/);
    }
  });
});
