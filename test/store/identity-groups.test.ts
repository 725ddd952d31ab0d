import { beforeAll, describe, expect, test } from 'vitest';
import { randomIdentifiers } from '../../src/identity/identifiers.js';
import { describeStores } from './each-store.js';
import { GivenIdentities, now } from './given-identities.js';

describeStores('groups', subject => {
  let given: GivenIdentities;
  beforeAll(async () => {
    given = await GivenIdentities.in(subject().store);
  });

  test('are found in any case and keep theirs, within their account only', async () => {
    const group = await given.newGroup('Dev.Team');
    expect(await given.identity.groups.find(given.account, 'dEV.tEAM')).toEqual(group);
    expect(await given.identity.groups.find(given.otherAccount, 'Dev.Team')).toBeUndefined();
  });

  test('are unique by name, and no more than the limit, however many are made at once', async () => {
    const { accountId } = await given.newAccount('grouped');
    const insert = (name: string) =>
      given.outcome(
        given.records.groups.insert(
          {
            kind: 'group',
            accountId,
            id: randomIdentifiers.groupId(),
            name,
            comments: '',
            createdAt: now,
            updatedAt: now,
          },
          3,
        ),
      );
    expect((await Promise.all(['g', 'G'].map(insert))).sort()).toEqual(['done', 'group-exists']);
    expect((await Promise.all(['a', 'b', 'c', 'd'].map(insert))).sort()).toEqual([
      'done',
      'done',
      'group-limit',
      'group-limit',
    ]);
  });

  test('are changed member by member and listed in the order of their names', async () => {
    const { accountId } = await given.newAccount('listed-groups');
    for (const name of ['b', 'A', 'a.b', 'C']) await given.newGroup(name, accountId);
    const one = await given.identity.groups.update(accountId, 'b', { comments: 'new' }, now);
    const two = await given.identity.groups.update(accountId, 'b', { name: 'z' }, now);
    await Promise.all([given.store.commit(one.change), given.store.commit(two.change)]);
    expect(await given.identity.groups.get(accountId, 'Z')).toMatchObject({ name: 'z', comments: 'new' });
    const taken = await given.identity.groups.update(accountId, 'z', { name: 'c' }, now);
    expect(await given.outcome(taken.change)).toBe('group-exists');
    const page = await given.identity.groups.list(accountId, { after: ['a'], size: 2 });
    expect([page.items.map(it => it.name), page.next]).toEqual([['a.b', 'C'], ['C']]);
  });

  describe('members', () => {
    test('join within the limit, each once, however many calls come at once', async () => {
      const user = await given.newUser('joiner');
      const groups = await Promise.all(Array.from({ length: 7 }, (_, n) => given.newGroup(`joined-${n}`)));
      const join = async (n: number) =>
        given.outcome(given.identity.memberships.add(user, groups[n]!, new Date(now.getTime() + n)));
      expect((await Promise.all([join(6), join(6)])).sort()).toEqual(['done', 'membership-exists']);
      const outcomes = await Promise.all([0, 1, 2, 3, 4, 5].map(join));
      expect(outcomes.filter(it => it === 'done')).toHaveLength(4);
      expect(outcomes.filter(it => it === 'membership-limit')).toHaveLength(2);
      const joined = await given.identity.memberships.groupsOf(user);
      const times = joined.map(it => it.joinedAt.getTime());
      expect([joined.length, times]).toEqual([5, times.toSorted((a, b) => a - b)]);
    });

    test('are listed in the order of their names, and leave once', async () => {
      const group = await given.newGroup('full');
      for (const name of ['m-b', 'M-A', 'm-c']) await given.join(await given.newUser(name), group);
      const page = await given.identity.memberships.usersOf(group, { size: 2 });
      expect([page.items.map(it => it.user.name), page.next]).toEqual([['M-A', 'm-b'], ['m-b']]);
      const rest = await given.identity.memberships.usersOf(group, { after: ['M-B'], size: 2 });
      expect([rest.items.map(it => it.user.name), rest.next]).toEqual([['m-c'], undefined]);
      const user = await given.identity.users.get(given.account, 'm-c');
      expect(await given.outcome(given.identity.memberships.remove(user, group))).toBe('done');
      expect(await given.outcome(given.identity.memberships.remove(user, group))).toBe('membership-missing');
    });

    test('have the policies of their groups, with the name of the group', async () => {
      const user = await given.newUser('member');
      const groups = [await given.newGroup('one'), await given.newGroup('two')];
      const policy = await given.newPolicy('Of-Groups');
      for (const group of groups) await given.join(user, group);
      await given.attach(policy, user);
      await given.attach(policy, groups[0]!, 'rg-1');
      await given.attach(policy, groups[1]!);
      const found = await given.records.listAttachedPolicies(user.id);
      expect(found.map(it => [it.groupName, it.resourceGroupId]).toSorted()).toEqual([
        [null, ''],
        ['one', 'rg-1'],
        ['two', ''],
      ]);
      await given.store.commit(given.identity.memberships.remove(user, groups[0]!));
      expect((await given.records.listAttachedPolicies(user.id)).map(it => it.groupName)).not.toContain('one');
    });
  });

  test('and members are deleted only when nothing is left, also against what happens at once', async () => {
    const policy = await given.newPolicy('Group-Policy');
    for (let round = 0; round < 5; round++) {
      const user = await given.newUser(`racer-${round}`);
      const group = await given.newGroup(`race-${round}`);
      const [joined, deletedGroup, deletedUser, attached] = await Promise.all([
        given.outcome(given.identity.memberships.add(user, group, now)),
        given.outcome(given.identity.groups.delete(given.account, group.name)),
        given.outcome(given.identity.users.delete(given.account, user.name)),
        given.outcome(given.identity.attachments.attach(policy, group, undefined, now)),
      ]);
      const left = await subject()
        .store.db.selectFrom('ram_group_members')
        .select('group_id')
        .where('user_id', '=', user.id)
        .execute();
      expect(left).toHaveLength(joined === 'done' ? 1 : 0);
      if (joined === 'done')
        expect([deletedGroup, deletedUser]).toEqual([expect.stringMatching(/^group-has-/), 'user-has-groups']);
      else expect(['user-missing', 'group-missing']).toContain(joined);
      if (deletedGroup === 'done') expect(attached).toBe('group-missing');
    }
    const group = await given.newGroup('policied');
    await given.attach(policy, group);
    expect(await given.outcome(given.identity.groups.delete(given.account, 'policied'))).toBe('group-has-policies');
    expect(
      await given.outcome(given.identity.policies.delete(given.account, policy.name, { withVersions: true })),
    ).toBe('policy-attached-to-group');
  });
});
