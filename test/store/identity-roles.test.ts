import { beforeAll, describe, expect, test } from 'vitest';
import { describeStores } from './each-store.js';
import { GivenIdentities, now } from './given-identities.js';

const trustPolicy = JSON.stringify({
  Version: '1',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ecs.aliyuncs.com' } }],
});

describeStores('roles and tags', subject => {
  let given: GivenIdentities;
  beforeAll(async () => {
    given = await GivenIdentities.in(subject().store);
  });

  const newRole = async (name: string, tags: { key: string; value: string }[] = [], accountId = given.account) => {
    const details = { description: '', trustPolicy, maxSessionSeconds: 3600 };
    const { made, change } = await given.identity.roles.createTagged(accountId, name, details, tags, now);
    await given.store.commit(change);
    return made;
  };
  const tag = (kind: 'policy' | 'role', names: string[], tags: { key: string; value: string }[]) =>
    given.outcome(given.identity.tagging.tag(kind, given.account, names, tags));

  test('roles keep what they are made with, and are changed member by member', async () => {
    const role = await newRole('Deploy', [{ key: 'k', value: 'v' }]);
    expect(await given.identity.roles.get(given.account, 'dEPLOY')).toEqual(role);
    expect(await given.identity.roles.find(given.otherAccount, 'Deploy')).toBeUndefined();
    const one = await given.identity.roles.change(given.account, 'deploy', { description: 'd' }, now);
    const two = await given.identity.roles.change(given.account, 'deploy', { maxSessionSeconds: 7200 }, now);
    await Promise.all([given.store.commit(one.change), given.store.commit(two.change)]);
    expect(await given.identity.roles.get(given.account, 'Deploy')).toEqual({
      ...role,
      description: 'd',
      maxSessionSeconds: 7200,
    });
  });

  test('roles are listed by their tags, and go with them', async () => {
    const { accountId } = await given.newAccount('roled');
    for (const name of ['b', 'A', 'c'])
      await newRole(name, name === 'c' ? [] : [{ key: 'team', value: name }], accountId);
    const listed = async (tags: { key: string; value?: string }[]) => {
      const { items, next } = await given.identity.roles.listTagged(accountId, tags, { size: 1 });
      return [items.map(it => [it.role.name, it.tags]), next];
    };
    expect(await listed([{ key: 'team' }])).toEqual([[['A', [{ key: 'team', value: 'A' }]]], ['A']]);
    expect(await listed([{ key: 'team', value: 'b' }])).toEqual([[['b', [{ key: 'team', value: 'b' }]]], undefined]);
    await given.store.commit(await given.identity.roles.delete(accountId, 'b'));
    expect(await listed([{ key: 'team', value: 'b' }])).toEqual([[], undefined]);
  });

  test('a role that is deleted while a policy is attached to it is one or the other', async () => {
    const policy = await given.newPolicy('Of-Roles');
    for (let round = 0; round < 5; round++) {
      const role = await newRole(`race-${round}`);
      const outcomes = await Promise.all([
        given.outcome(given.identity.attachments.attach(policy, role, undefined, now)),
        given.outcome(given.identity.roles.delete(given.account, role.name)),
      ]);
      expect([
        ['done', 'role-has-policies'],
        ['role-missing', 'done'],
      ]).toContainEqual(outcomes);
    }
    await given.attach(policy, await newRole('holds'));
    const deletion = given.identity.policies.delete(given.account, 'of-roles', { withVersions: true });
    expect(await given.outcome(deletion)).toBe('policy-attached-to-role');
  });

  describe('tags', () => {
    test('of several calls at once for the same things keep the limit and wait for nobody in a circle', async () => {
      for (const name of ['x', 'y']) await newRole(name);
      const tags = (n: number) => Array.from({ length: 8 }, (_, i) => ({ key: `${n}-${i}`, value: '' }));
      const outcomes = await Promise.all(
        [0, 1, 2, 3].map(n => tag('role', n % 2 === 0 ? ['x', 'y'] : ['Y', 'X'], tags(n))),
      );
      expect(outcomes.toSorted()).toEqual(['done', 'done', 'tag-limit', 'tag-limit']);
      const { items } = await given.identity.tagging.list('role', given.account, { tags: [] }, { size: 1000 });
      expect(items.filter(it => it.name === 'x')).toHaveLength(16);
      expect(items.filter(it => it.name === 'y')).toHaveLength(16);
    });

    test('of a policy and of a role of one name are apart, and are changed for all names or for none', async () => {
      await given.newPolicy('same');
      await newRole('same');
      expect(await tag('policy', ['SAME', 'same'], [{ key: 'k', value: 'policy' }])).toBe('done');
      expect(await tag('role', ['same'], [{ key: 'k', value: 'role' }])).toBe('done');
      await expect(tag('role', ['same', 'nothing'], [{ key: 'other', value: '' }])).resolves.toBe('role-missing');
      const shown = async (kind: 'policy' | 'role') =>
        (await given.identity.tagging.find(kind, given.account, ['same']))[0]?.tags;
      expect([await shown('policy'), await shown('role')]).toEqual([
        [{ key: 'k', value: 'policy' }],
        [{ key: 'k', value: 'role' }],
      ]);
      await given.store.commit(await given.identity.tagging.untag('role', given.account, ['same'], ['k', 'absent']));
      expect([await shown('policy'), await shown('role')]).toEqual([[{ key: 'k', value: 'policy' }], []]);
    });
  });
});
