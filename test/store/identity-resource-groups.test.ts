import { beforeAll, expect, test } from 'vitest';
import { defaultResourceGroup } from '../../src/domain/resource-group.js';
import { ResourceGroups } from '../../src/identity/resource-groups/resource-groups.js';
import { describeStores } from './each-store.js';
import { GivenIdentities } from './given-identities.js';

describeStores('resource groups', subject => {
  let given: GivenIdentities;
  let groups: ResourceGroups;
  beforeAll(async () => {
    given = await GivenIdentities.in(subject().store);
    groups = new ResourceGroups(given.records.resourceGroups);
    for (const [group, ofAccount] of [
      ['', given.account],
      ['rg-b', given.account],
      ['rg-a', given.account],
      ['rg-a', given.account],
      ['rg-theirs', given.otherAccount],
    ] as const) {
      await attach(group, ofAccount);
    }
  });

  let attached = 0;
  const attach = async (resource_group_id: string, account_id: string) => {
    const { sql, parameters } = given.store.db
      .insertInto('ram_attachments')
      .values({
        account_id,
        principal_kind: 'user',
        principal_id: `u-${++attached}`,
        policy_type: 'System',
        policy_id: 'ReadOnlyAccess',
        resource_group_id,
        attached_at: 0,
      })
      .compile();
    await given.store.commit([{ sql, parameters }]);
  };
  const page = (number: number, size: number) => ({ number, size });

  test('are the default group, and every label once, in parts of any size', async () => {
    const usual = defaultResourceGroup(given.account);
    const idsOf = async (number: number, size: number) => {
      const { items, total } = await groups.list(given.account, {}, page(number, size));
      return { ids: items.map(({ id }) => id), total };
    };
    expect(await idsOf(1, 10)).toEqual({ ids: [usual, 'rg-a', 'rg-b'], total: 3 });
    expect(await idsOf(1, 1)).toEqual({ ids: [usual], total: 3 });
    expect(await idsOf(2, 1)).toEqual({ ids: ['rg-a'], total: 3 });
    expect(await idsOf(2, 2)).toEqual({ ids: ['rg-b'], total: 3 });
    expect(await idsOf(3, 2)).toEqual({ ids: [], total: 3 });
  });

  test('are found by ids, and by parts of their names, letter for letter', async () => {
    const usual = defaultResourceGroup(given.account);
    const found = async (wanted: Parameters<ResourceGroups['list']>[1]) =>
      (await groups.list(given.account, wanted, page(1, 10))).items.map(({ id }) => id);
    expect(await found({ ids: ['rg-b', 'rg-theirs', usual] })).toEqual([usual, 'rg-b']);
    expect(await found({ ids: [] })).toEqual([]);
    expect(await found({ inName: 'g-' })).toEqual(['rg-a', 'rg-b']);
    expect(await found({ inName: '-A' })).toEqual([]);
    expect(await found({ inName: '%' })).toEqual([]);
    expect(await found({ inName: 'default' })).toEqual([usual]);
    expect(await found({ inName: 'rg', inDisplayName: 'b' })).toEqual(['rg-b']);
    expect(await found({ inDisplayName: 'resource' })).toEqual([usual]);
  });
});
