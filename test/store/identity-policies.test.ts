import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { randomIdentifiers } from '../../src/identity/identifiers.js';
import { insertStep } from '../../src/store/step.js';
import { describeStores } from './each-store.js';
import { allow, GivenIdentities, now } from './given-identities.js';

describeStores('policies and attachments', subject => {
  let given: GivenIdentities;
  beforeAll(async () => {
    given = await GivenIdentities.in(subject().store);
  });

  describe('policies', () => {
    test('are found in any case, with tags, and keep their documents byte for byte', async () => {
      const document = `${allow('kms:*')}\n\t `;
      const tags = [
        { key: 'b', value: 'ä' },
        { key: 'B', value: '' },
      ];
      const asked = { name: 'Read-Keys', document, description: 'd', tags };
      const { policy, change } = await given.identity.policies.create(given.account, asked, now);
      await given.store.commit(change);
      const found = await given.identity.policies.get(given.account, 'Custom', 'READ-keys');
      expect(found).toEqual({ ...policy, tags: [tags[1], tags[0]] });
      expect(await given.identity.policies.defaultDocument(found)).toEqual({
        version: 1,
        document,
        createdAt: now,
      });
      expect(await given.identity.policies.find(given.otherAccount, 'Custom', 'Read-Keys')).toBeUndefined();
    });

    test('are unique by name, and no more than the limit, however many are made at once', async () => {
      const { accountId } = await given.newAccount('policied');
      const policy = (name: string) => ({
        accountId,
        id: randomIdentifiers.policyId(now),
        name,
        description: '',
        defaultVersion: 1,
        lastVersion: 1,
        createdAt: new Date(0),
        updatedAt: new Date(0),
        tags: [],
      });
      const version = { version: 1, document: '', createdAt: new Date(0) };
      const add = (name: string) => given.outcome(given.records.addPolicy(policy(name), version, 3));
      expect((await Promise.all(['p', 'P'].map(add))).sort()).toEqual(['done', 'policy-exists']);
      const outcomes = await Promise.all(['a', 'b', 'c', 'd'].map(add));
      expect(outcomes.sort()).toEqual(['done', 'done', 'policy-limit', 'policy-limit']);
    });

    test('are deleted when nobody has them and no other version is there, with their tags', async () => {
      const user = await given.newUser('holder');
      const policy = await given.newPolicy('Held', [{ key: 'k', value: 'v' }]);
      await given.attach(policy, user, 'rg-1');
      const deletion = (withVersions: boolean) =>
        given.outcome(given.identity.policies.delete(given.account, 'held', { withVersions }));
      expect(await deletion(true)).toBe('policy-attached-to-user');
      await given.store.commit(given.identity.attachments.detach(policy, user, 'rg-1'));
      const secondVersion = { policy_id: policy.id, version: 2, document: '{}', created_at: 0 };
      await given.store.commit([insertStep(given.store, 'ram_policy_versions', secondVersion)]);
      expect(await deletion(false)).toBe('policy-has-versions');
      expect(await deletion(true)).toBe('done');
      await expect(given.identity.policies.delete(given.account, 'held', { withVersions: true })).rejects.toMatchObject(
        {
          reason: 'policy-missing',
        },
      );
      await given.newPolicy('Held');
      expect((await given.identity.policies.get(given.account, 'Custom', 'Held')).tags).toEqual([]);
    });

    test('have versions, whose oldest gives way to one more than the limit, however many are made at once', async () => {
      const policy = await given.newPolicy('Versioned');
      const create = async (rotate: boolean) => {
        const asked = { document: allow('kms:*'), setAsDefault: false, rotate };
        return (await given.identity.policyVersions.create(given.account, policy.name, asked, now)).change;
      };
      const numbers = async () => (await given.identity.policyVersions.list(policy)).map(it => it.version);
      const raced = await Promise.all([await create(false), await create(false)].map(it => given.outcome(it)));
      expect(raced.toSorted()).toEqual(['done', 'policy-version-raced']);
      for (let n = 3; n <= 5; n++) await given.store.commit(await create(false));
      expect(await given.outcome(create(false))).toBe('policy-version-limit');
      await given.store.commit(await create(true));
      expect(await numbers()).toEqual([1, 3, 4, 5, 6]);
      const setDefault = (version: number) =>
        given.outcome(given.identity.policyVersions.setDefault(given.account, 'Versioned', version, now));
      expect([await setDefault(4), await setDefault(2)]).toEqual(['done', 'policy-version-missing']);
      const remove = (version: number) =>
        given.outcome(given.identity.policyVersions.delete(given.account, 'Versioned', version));
      expect([await remove(4), await remove(2), await remove(1)]).toEqual([
        'policy-version-is-default',
        'policy-version-missing',
        'done',
      ]);
      expect(await numbers()).toEqual([3, 4, 5, 6]);
    });

    test('that are attached and deleted at once are one or the other', async () => {
      const user = await given.newUser('racer');
      for (let round = 0; round < 5; round++) {
        const policy = await given.newPolicy(`Race-${round}`);
        const outcomes = await Promise.all([
          given.outcome(given.identity.attachments.attach(policy, user, undefined, now)),
          given.outcome(given.identity.policies.delete(given.account, policy.name, { withVersions: false })),
        ]);
        expect([
          ['done', 'policy-attached-to-user'],
          ['policy-missing', 'done'],
        ]).toContainEqual(outcomes);
      }
    });

    test('are listed after the system policies, by name and tags, with how often they are attached', async () => {
      const { accountId } = await given.newAccount('tagged');
      const create = async (name: string, tags: { key: string; value: string }[]) => {
        const asked = { name, document: allow('kms:*'), description: '', tags };
        await given.store.commit((await given.identity.policies.create(accountId, asked, now)).change);
      };
      await create('b', [
        { key: 'owner', value: 'alice' },
        { key: 'stage', value: 'test' },
      ]);
      await create('A', [{ key: 'owner', value: 'bob' }]);
      await create('c', []);
      const names = async (filter: { type?: 'System' | 'Custom'; tags?: { key: string; value?: string }[] }) => {
        const { items } = await given.identity.policyLists.list(accountId, { tags: [], ...filter }, { size: 1000 });
        return items.map(it => it.name);
      };
      expect(await names({ type: 'Custom' })).toEqual(['A', 'b', 'c']);
      expect((await names({})).slice(-3)).toEqual(['A', 'b', 'c']);
      expect(await names({})).toEqual([...(await names({ type: 'System' })), 'A', 'b', 'c']);
      expect(await names({ tags: [{ key: 'owner' }] })).toEqual(['A', 'b']);
      expect(await names({ tags: [{ key: 'owner', value: 'alice' }, { key: 'stage' }] })).toEqual(['b']);
      expect(await names({ tags: [{ key: 'Owner' }] })).toEqual([]);

      const user = await given.newUser('counted', accountId);
      const policy = await given.identity.policies.get(accountId, 'Custom', 'b');
      const administrator = await given.identity.policies.get(accountId, 'System', 'administratoraccess');
      for (const it of [policy, administrator]) {
        await given.store.commit(await given.identity.attachments.attach(it, user, undefined, now));
        await given.store.commit(await given.identity.attachments.attach(it, user, 'rg-1', now));
      }
      const { items } = await given.identity.policyLists.list(accountId, { tags: [] }, { size: 1000 });
      const counts = items.filter(it => it.attachmentCount > 0).map(it => [it.name, it.attachmentCount]);
      expect(counts).toEqual([
        ['AdministratorAccess', 2],
        ['b', 2],
      ]);
      expect(await given.identity.policies.countAttachments(given.account, administrator)).toBe(0);
    });
  });

  describe('attachments', () => {
    test('made at once keep the limit, and one is made of those that are the same', async () => {
      const user = await given.newUser('attached');
      const policies = await Promise.all(Array.from({ length: 12 }, (_, n) => given.newPolicy(`Attached-${n}`)));
      const same = await Promise.all(
        [1, 2, 3].map(() => given.outcome(given.identity.attachments.attach(policies[0]!, user, undefined, now))),
      );
      expect(same.sort()).toEqual(['done', 'user-attachment-exists', 'user-attachment-exists']);
      const outcomes = await Promise.all(
        policies.slice(1).map(it => given.outcome(given.identity.attachments.attach(it, user, undefined, now))),
      );
      expect(outcomes.filter(it => it === 'done')).toHaveLength(9);
      expect(outcomes.filter(it => it === 'user-attachment-limit')).toHaveLength(2);
      expect(await given.records.listAttachedPolicies(user.id)).toHaveLength(10);
    });

    test('with account scope and with that of groups are several, and the lists show the policy and the user once', async () => {
      const user = await given.newUser('scoped');
      const policy = await given.newPolicy('Scoped');
      const later = new Date(now.getTime() + 5000);
      await given.attach(policy, user, 'rg-1', now);
      await given.attach(policy, user, given.account, later);
      expect(await given.outcome(given.identity.attachments.attach(policy, user, undefined, now))).toBe(
        'user-attachment-exists',
      );
      expect(await given.identity.attachments.policiesOf(user)).toEqual([
        {
          policy: { type: 'Custom', name: 'Scoped', description: '', defaultVersion: 1 },
          attachedAt: now,
        },
      ]);
      expect(await given.identity.attachments.holdersOf(given.account, policy)).toEqual({
        users: [{ id: user.id, name: 'scoped', displayName: '', attachedAt: now }],
        groups: [],
        roles: [],
      });
      const principal = {
        kind: 'user',
        accountId: given.account,
        id: user.id,
        name: 'scoped',
        arn: '',
        accessKeyId: '',
      } as const;
      const counted = await given.identity.permissions.attachedPolicies(principal);
      // Besides those there is what the account lets its users do for themselves.
      const attached = counted.filter(({ type }) => type === 'Custom');
      expect(attached.map(it => it.scope).sort()).toEqual([{ resourceGroupId: 'rg-1' }, 'account']);
      expect(await given.outcome(given.identity.attachments.detach(policy, user, 'rg-2'))).toBe(
        'user-attachment-missing',
      );
      expect(await given.outcome(given.identity.attachments.detach(policy, user, undefined))).toBe('done');
      expect(await given.outcome(given.identity.attachments.detach(policy, user, undefined))).toBe(
        'user-attachment-missing',
      );
      expect(await given.identity.attachments.policiesOf(user)).toHaveLength(1);
    });
  });

  test('the reads of every request go by an index', async () => {
    if (given.store.dialect.name !== 'sqlite') return;
    const plans = [
      sql<{ detail: string }>`explain query plan select * from access_keys
        left join users on users.id = access_keys.user_id where access_keys.id = 'x'`,
      sql<{ detail: string }>`explain query plan select * from ram_attachments
        left join ram_policies on ram_policies.id = ram_attachments.policy_id
        where principal_kind = 'user' and principal_id = 'x'`,
      sql<{ detail: string }>`explain query plan select * from ram_group_members
        inner join ram_groups on ram_groups.id = ram_group_members.group_id
        inner join ram_attachments on principal_kind = 'group' and principal_id = ram_group_members.group_id
        left join ram_policies on ram_policies.id = ram_attachments.policy_id
        where ram_group_members.user_id = 'x'`,
    ];
    for (const plan of plans) {
      const { rows } = await plan.execute(given.store.db);
      for (const { detail } of rows) expect(detail).toMatch(/^SEARCH .* USING (INDEX|PRIMARY KEY)/);
    }
  });
});
