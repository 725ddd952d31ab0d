import { describe, expect, test } from 'vitest';
import { SharedGenerations } from '../../caches/generations.js';
import type { Principal } from '../../domain/principal.js';
import { defaultSecurityPreference } from '../account-settings/security-preference.js';
import type { AttachedPolicyRecord, PermissionStore } from '../store.js';
import { Permissions } from './permissions.js';

/** A call after a change of identities. */
async function callAfterChange(permissions: Permissions, store: FakeStore) {
  store.generations.raise(['identity']);
  return permissions.attachedPolicies(alice);
}

const alice: Principal = {
  kind: 'user',
  accountId: '1000000000000001',
  id: '216959339000654321',
  name: 'alice',
  arn: 'acs:ram::1000000000000001:user/alice',
  accessKeyId: 'LTAI5tQnKxGDi1rbcXVf7y2S',
};

/** An account whose users may do nothing for themselves. */
const nothing = { securityPreference: async () => ({ ...defaultSecurityPreference, usersChangePassword: false }) };

/** Counts what is read. */
class FakeStore implements PermissionStore {
  readonly generations = new SharedGenerations();
  readonly attached: AttachedPolicyRecord[] = [];
  readonly documents = new Map<string, string>();
  attachmentReads = 0;
  documentReads = 0;

  async listAttachedPolicies(): Promise<AttachedPolicyRecord[]> {
    this.attachmentReads++;
    return this.attached;
  }

  listAttachedPoliciesOfRole(): Promise<AttachedPolicyRecord[]> {
    return this.listAttachedPolicies();
  }

  async findPolicyVersion(policyId: string, version: number) {
    this.documentReads++;
    const document = this.documents.get(`${policyId} ${version}`);
    return document === undefined ? undefined : { version, document, createdAt: new Date(0) };
  }

  attach(
    id: string,
    action: string,
    { version = 1, resourceGroupId = '', groupName = null as string | null } = {},
  ): void {
    const statement = { Effect: 'Allow', Action: action, Resource: '*' };
    this.documents.set(`${id} ${version}`, JSON.stringify({ Version: '1', Statement: [statement] }));
    const policy = { type: 'Custom', id } as const;
    this.attached.push({ policy, groupName, resourceGroupId, policyName: 'P', defaultVersion: version });
  }
}

describe('attached policies', () => {
  test('are the default versions with type, scope and whom they are attached to', async () => {
    const store = new FakeStore();
    store.attach('one', 'kms:ListKeys', { version: 3 });
    store.attach('two', 'kms:ListKeys', { resourceGroupId: 'rg-1' });
    store.attach('three', 'kms:ListKeys', { groupName: 'admins' });
    const system = { type: 'System', id: 'AdministratorAccess' } as const;
    store.attached.push({
      policy: system,
      groupName: null,
      resourceGroupId: '',
      policyName: null,
      defaultVersion: null,
    });

    const found = await new Permissions(store, nothing).attachedPolicies(alice);
    expect(found.map(({ policy: _, ...rest }) => rest)).toEqual([
      { name: 'P', type: 'Custom', version: 'v3', scope: 'account', attachedTo: 'user alice' },
      { name: 'P', type: 'Custom', version: 'v1', scope: { resourceGroupId: 'rg-1' }, attachedTo: 'user alice' },
      { name: 'P', type: 'Custom', version: 'v1', scope: 'account', attachedTo: 'group admins' },
      { name: 'AdministratorAccess', type: 'System', version: 'v1', scope: 'account', attachedTo: 'user alice' },
    ]);
    expect(found.map(({ policy }) => policy.statements[0]?.coversAction('kms:listkeys'))).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  test('are read when identities have changed, and their documents when their version was not met before', async () => {
    const store = new FakeStore();
    store.attach('one', 'kms:ListKeys');
    const permissions = new Permissions(store, nothing);
    const [first] = await callAfterChange(permissions, store);
    for (let i = 0; i < 3; i++) await permissions.attachedPolicies(alice);
    expect(store).toMatchObject({ attachmentReads: 1, documentReads: 1 });
    const [second] = await callAfterChange(permissions, store);
    expect(second?.policy).toBe(first?.policy);
    expect(store).toMatchObject({ attachmentReads: 2, documentReads: 1 });
  });

  test('are another policy after the policy was deleted and made again under its name', async () => {
    const store = new FakeStore();
    const permissions = new Permissions(store, nothing);
    store.attach('one', 'kms:ListKeys');
    await callAfterChange(permissions, store);
    store.attached.length = 0;
    store.attach('another', 'kms:CreateKey');
    const [found] = await callAfterChange(permissions, store);
    expect(found?.policy.statements[0]?.coversAction('kms:ListKeys')).toBe(false);
  });

  test('are forgotten when there are more than the cache holds, the oldest first', async () => {
    const store = new FakeStore();
    const permissions = new Permissions(store, nothing, 2);
    for (const id of ['one', 'two', 'three']) store.attach(id, 'kms:ListKeys');
    await callAfterChange(permissions, store);
    store.attached.shift();
    await callAfterChange(permissions, store);
    expect(store.documentReads).toBe(3);
    store.attached.unshift({
      groupName: null,
      policy: { type: 'Custom', id: 'one' },
      resourceGroupId: '',
      policyName: 'P',
      defaultVersion: 1,
    });
    await callAfterChange(permissions, store);
    expect(store.documentReads).toBeGreaterThan(3);
  });

  test.each(['account', 'client-key', 'role'] as const)(
    'are none for a principal of kind %s, and nothing is read',
    async kind => {
      const store = new FakeStore();
      store.attach('one', 'kms:ListKeys');
      expect(await new Permissions(store, nothing).attachedPolicies({ ...alice, kind })).toEqual([]);
      expect(store.attachmentReads).toBe(0);
    },
  );

  test('are an error, and not less than there are, when one is damaged', async () => {
    const store = new FakeStore();
    store.attach('one', 'kms:ListKeys');
    store.documents.set('one 1', '{"Version":"1"}');
    await expect(new Permissions(store, nothing).attachedPolicies(alice)).rejects.toThrow();
    store.attached[0] = {
      groupName: null,
      policy: { type: 'System', id: 'Gone' },
      resourceGroupId: '',
      policyName: null,
      defaultVersion: null,
    };
    await expect(new Permissions(store, nothing).attachedPolicies(alice)).rejects.toThrow('Gone');
  });
});

test('what the account lets its users do for themselves is one more policy of each of them', async () => {
  const settings = { securityPreference: async () => ({ ...defaultSecurityPreference, usersManageAccessKeys: true }) };
  const [own, ...others] = await new Permissions(new FakeStore(), settings).attachedPolicies(alice);
  expect(others).toEqual([]);
  expect(own).toMatchObject({ name: 'SecurityPreference', type: 'System', scope: 'account', attachedTo: 'user alice' });
  const may = (action: string, user: string) =>
    own?.policy.statements.some(
      it => it.coversAction(action) && it.coversResource(`acs:ram:*:${alice.accountId}:user/${user}`),
    );
  expect(['ram:ChangePassword', 'ram:CreateAccessKey'].map(action => may(action, 'alice'))).toEqual([true, true]);
  expect([may('ram:BindMFADevice', 'alice'), may('ram:CreateAccessKey', 'bob')]).toEqual([false, false]);
});
