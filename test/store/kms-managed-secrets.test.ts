import { beforeAll, expect, test } from 'vitest';
import { type Change, Refusal } from '../../src/domain/change.js';
import type { ManagedSecret } from '../../src/kms/secrets/managed/managed-secret.js';
import type { Secret, SecretVersion } from '../../src/kms/secrets/secret.js';
import type { KmsStore } from '../../src/kms/store.js';
import type { AccountClaim, Target } from '../../src/kms/targets/target.js';
import { kmsStore } from '../../src/store/kms.js';
import { insertStep } from '../../src/store/step.js';
import type { Store } from '../../src/store/store.js';
import { describeStores } from './each-store.js';

const ROOM = { ofAccount: 1000, ofInstance: undefined };
const now = new Date('2026-03-01T12:00:00.123Z');
const later = new Date('2026-03-02T00:00:00Z');
const mine = '1000000000000001';
const theirs = '1000000000000002';

const target = (instanceId: string, parts: Partial<Target> = {}): Target => ({
  accountId: mine,
  instanceId,
  kind: 'postgresql',
  host: 'db.example.com',
  port: 5432,
  tls: true,
  caPem: '-----BEGIN CERTIFICATE-----',
  database: 'postgres',
  createdAt: now,
  sealedAdministrator: Buffer.from([1, 2, 3]),
  ...parts,
});

describeStores('targets and managed secrets', subject => {
  let store: Store;
  let kms: KmsStore;
  beforeAll(async () => {
    store = subject().store;
    kms = kmsStore(store);
    await store.commit([mine, theirs].map(id => insertStep(store, 'accounts', { id, name: id, created_at: 0 })));
  });

  const outcome = async (change: Change): Promise<string> => {
    try {
      await store.commit(change);
      return 'done';
    } catch (fault) {
      if (fault instanceof Refusal) return fault.reason;
      throw fault;
    }
  };

  test('targets come back as they were registered, once for each id of an account', async () => {
    const full = target('rm-a');
    const bare = target('rm-b', { kind: 'redis', tls: false, caPem: undefined, database: undefined });
    const other = target('rm-a', { accountId: theirs, host: '/run/db' });
    for (const it of [full, bare, other]) expect(await outcome(kms.targets.insert(it))).toBe('done');
    expect(await outcome(kms.targets.insert(target('rm-a', { port: 1 })))).toBe('target-exists');
    expect(await kms.targets.find(mine, 'rm-a')).toEqual(full);
    expect(await kms.targets.find(mine, 'rm-none')).toBeUndefined();
    expect(await kms.targets.list(mine)).toEqual([full, bare]);
    expect(await kms.targets.list(theirs)).toEqual([other]);
  });

  test('an account of a target is claimed by one secret, handed on by its token, and free when the target goes', async () => {
    await store.commit(kms.targets.insert(target('rm-c')));
    const claim: AccountClaim = {
      accountId: mine,
      instanceId: 'rm-c',
      name: 'app',
      secretName: 'one',
      token: 'first',
      claimedAt: now,
    };
    expect(await outcome(kms.targets.insertClaim(claim))).toBe('done');
    expect(await outcome(kms.targets.insertClaim({ ...claim, secretName: 'two', token: 'second' }))).toBe(
      'secret-changed',
    );
    expect(await outcome(kms.targets.insertClaim({ ...claim, name: 'another' }))).toBe('done');
    expect(await outcome(kms.targets.moveClaim(claim, 'third', later))).toBe('done');
    expect(await outcome(kms.targets.moveClaim(claim, 'fourth', later))).toBe('secret-changed');
    expect(await kms.targets.findClaims(mine, 'rm-c')).toEqual([
      { ...claim, name: 'another' },
      { ...claim, token: 'third', claimedAt: later },
    ]);
    expect(await kms.targets.findClaims(theirs, 'rm-c')).toEqual([]);
    expect(await outcome(kms.targets.delete({ accountId: theirs, instanceId: 'rm-c' }))).toBe('target-missing');
    expect(await outcome(kms.targets.delete({ accountId: mine, instanceId: 'rm-c' }))).toBe('done');
    expect(await kms.targets.findClaims(mine, 'rm-c')).toEqual([]);
  });

  const managed = (secretId: string, parts: Partial<ManagedSecret> = {}): ManagedSecret => ({
    secretId,
    source: { kind: 'account', instanceId: 'rm-a', accounts: ['app', 'app_clone'] },
    given: { SecretSubType: 'DoubleUsers' },
    customData: { 描述: 'x' },
    isAutomatic: true,
    intervalMs: 21_600_000,
    lastRotatedAt: now,
    retireAt: undefined,
    pendingVersion: undefined,
    failures: 0,
    workingUntil: undefined,
    dueAt: later,
    ...parts,
  });

  async function add(name: string, parts: Partial<Secret>, its: Partial<ManagedSecret>): Promise<ManagedSecret> {
    const secret: Secret = {
      id: `id of ${name}`,
      accountId: mine,
      name,
      type: 'Rds',
      description: '',
      encryptionKeyId: undefined,
      instanceId: undefined,
      createdAt: now,
      updatedAt: now,
      deleteAt: undefined,
      stages: new Map([['ACSCurrent', 'v1']]),
      revision: 1,
      policy: undefined,
      ...parts,
    };
    const sealedValue = Buffer.from([1]);
    const version: SecretVersion = {
      secretId: secret.id,
      id: 'v1',
      number: 1,
      createdAt: now,
      dataType: 'text',
      sealedValue,
    };
    const made = managed(secret.id, its);
    await store.commit([...kms.secrets.insert(secret, version, [], ROOM), ...kms.managedSecrets.insert(made)]);
    return made;
  }

  test('managed secrets come back as written, and those that are due in the order in which they wait', async () => {
    const one = await add('one', {}, {});
    await add('two', {}, { dueAt: now, isAutomatic: false, intervalMs: undefined, lastRotatedAt: undefined });
    await add('three', { deleteAt: later }, { dueAt: now });
    await add('four', {}, { dueAt: undefined });
    expect(await kms.managedSecrets.find(one.secretId)).toEqual(one);
    expect(await kms.managedSecrets.find('none')).toBeUndefined();
    const due = async (at: Date, most = 9) => (await kms.managedSecrets.findDue(at, most)).map(it => it.name);
    expect(await due(new Date(now.getTime() - 1))).toEqual([]);
    expect(await due(now)).toEqual(['two']);
    expect(await due(later)).toEqual(['two', 'one']);
    expect(await due(later, 1)).toEqual(['two']);

    const working = {
      ...one,
      pendingVersion: 'v2',
      failures: 3,
      workingUntil: later,
      retireAt: later,
      dueAt: undefined,
    };
    await store.commit(kms.managedSecrets.update(working));
    expect(await kms.managedSecrets.find(one.secretId)).toEqual(working);
    expect(await due(later)).toEqual(['two']);
  });
});
