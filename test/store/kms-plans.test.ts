/** No read of KMS goes through a whole table or account where what it asks for is few: what both databases plan is looked at. */
import { beforeAll, expect, test } from 'vitest';
import type { AtOnce } from '../../src/domain/at-once.js';
import type { Key } from '../../src/kms/keys/key.js';
import type { KeyFilter } from '../../src/kms/keys/key-filter.js';
import type { Secret } from '../../src/kms/secrets/secret.js';
import type { SecretFilter } from '../../src/kms/secrets/secret-store.js';
import type { KmsStore } from '../../src/kms/store.js';
import { kmsStore } from '../../src/store/kms.js';
import { insertStep } from '../../src/store/step.js';
import { describeStores } from './each-store.js';
import { isSort, plansOf } from './plans.js';

const now = new Date('2026-03-01T12:00:00Z');
const page = { number: 3, size: 20 };
const mine = '1000000000000001';
const room = { ofAccount: 1000, ofInstance: undefined };

const isFullScan = (step: string): boolean => /^SCAN kms_|Seq Scan on kms_/.test(step);
/** All that an account has, where something else says which rows are meant. */
const isAccountScan = (step: string): boolean => /^SEARCH (?:kms_\w+|tag|owned) .*\(account_id=\?\)$/.test(step);

const key = (id: string, parts: Partial<Key>): Key => ({
  id,
  accountId: mine,
  spec: 'Aliyun_AES_256',
  usage: 'ENCRYPT/DECRYPT',
  origin: 'Aliyun_KMS',
  state: 'Enabled',
  description: '',
  createdAt: now,
  primaryVersionId: undefined,
  versionCount: 0,
  lastVersionAt: undefined,
  rotationMs: undefined,
  deleteAt: undefined,
  protection: undefined,
  hasMaterial: true,
  materialExpiresAt: undefined,
  policy: undefined,
  instanceId: undefined,
  ...parts,
});

const secret: Secret = {
  id: 's-1',
  accountId: mine,
  name: 'one',
  type: 'Generic',
  description: 'for the database',
  encryptionKeyId: undefined,
  instanceId: undefined,
  createdAt: now,
  updatedAt: now,
  deleteAt: undefined,
  stages: new Map([['ACSCurrent', 'v1']]),
  revision: 1,
  policy: undefined,
};

type Read = readonly [name: string, read: (kms: KmsStore) => AtOnce<unknown>];

describeStores('plans', subject => {
  beforeAll(async () => {
    const { store } = subject();
    const { keys, secrets } = kmsStore(store);
    await store.commit([insertStep(store, 'accounts', { id: mine, name: mine, created_at: 0 })]);
    await store.commit([
      ...keys.insert(key('k-1', {}), undefined, [{ key: 'k', value: 'v' }], room),
      ...keys.insert(key('k-2', { state: 'Disabled' }), undefined, [], room),
      ...keys.insert(key('k-3', { spec: 'EC_P256', usage: 'SIGN/VERIFY' }), undefined, [], room),
    ]);
    const sealedValue = Buffer.from([1]);
    const version = {
      secretId: secret.id,
      id: 'v1',
      number: 1,
      createdAt: now,
      dataType: 'text',
      sealedValue,
    } as const;
    await store.commit(secrets.insert(secret, version, [{ key: 'k', value: 'v' }], room));
  });

  const keysBy = (name: string, filter: KeyFilter): Read => [
    `keys by ${name}`,
    kms => kms.keys.list(mine, filter, page, now),
  ];
  const secretsBy = (name: string, filter: SecretFilter): Read => [
    `secrets by ${name}`,
    kms => kms.secrets.list(mine, filter, page, now),
  ];
  const inOrder: readonly Read[] = [
    keysBy('nothing', {}),
    keysBy('a state', { states: ['Disabled'] }),
    keysBy('two states', { states: ['Disabled', 'Enabled'], specs: ['Aliyun_AES_256'] }),
    secretsBy('nothing', {}),
    secretsBy('the type of most', { types: ['Generic'] }),
    secretsBy('a description', { descriptions: ['database'] }),
    keysBy('tag', { tagKeys: ['k'], tagValues: ['v'] }),
    keysBy('key of a tag', { tagKeys: ['k'] }),
    keysBy('value of a tag', { tagValues: ['v'] }),
    secretsBy('tag', { tagKeys: ['k'], tagValues: ['v'] }),
    ['versions of a key', kms => kms.keys.listVersions(mine, 'k-1', page)],
    ['all tags of keys', kms => kms.tags.list('key', mine, { ids: undefined, tags: [] }, { size: 9 }, now)],
  ];
  const few: readonly Read[] = [
    keysBy('id', { ids: ['k-1'] }),
    keysBy('alias', { aliases: ['a'] }),
    keysBy('one of two tags', { tagKeys: ['k', 'l'] }),
    keysBy('tag and state', { tagKeys: ['k'], tagValues: ['v'], states: ['Enabled'] }),
    keysBy('tag and id', { tagKeys: ['k'], tagValues: ['v'], ids: ['k-1'] }),
    keysBy('instance', { instanceIds: ['kst-a'] }),
    keysBy('instance and tag', { instanceIds: ['kst-a'], tagKeys: ['k'] }),
    secretsBy('name', { names: ['one'] }),
    secretsBy('tag and type', { tagKeys: ['k'], tagValues: ['v'], types: ['Generic'] }),
    secretsBy('tag and description', { tagKeys: ['k'], descriptions: ['database'] }),
    secretsBy('instance', { instanceIds: ['kst-a'] }),
    secretsBy('a managed type', { types: ['Rds'] }),
    ['a key', kms => kms.keys.find(mine, 'k-1')],
    ['a key by alias', kms => kms.keys.findByAlias(mine, 'a')],
    ['keys to delete', kms => kms.keys.findDueForDeletion(now, 9)],
    ['keys to rotate', kms => kms.keys.findDueForRotation(now, 9)],
    ['keys whose material expires', kms => kms.keys.findDueForExpiry(now, 9)],
    ['a secret', kms => kms.secrets.find(mine, 'one')],
    ['versions of a secret', kms => kms.secrets.findVersions('s-1')],
    ['secrets to delete', kms => kms.secrets.findDue(now, 9)],
    [
      'what has a tag',
      kms => kms.tags.list('key', mine, { ids: undefined, tags: [{ key: 'k', value: 'v' }] }, { size: 9 }, now),
    ],
  ];
  const plans = (read: Read[1]) => plansOf(subject(), async store => read(kmsStore(store)));
  const isSqlite = () => subject().store.dialect.name === 'sqlite';

  test.each([...inOrder, ...few])('%s: no table is read whole', async (_name, read) => {
    expect((await plans(read)).filter(isFullScan)).toEqual([]);
  });

  test.each(few)('%s: SQLite does not look through all of an account', async (_name, read) => {
    if (isSqlite()) expect((await plans(read)).filter(isAccountScan)).toEqual([]);
  });

  // PostgreSQL sorts what is little, as everything is here.
  test.each(inOrder)('%s: read in its order on SQLite, not sorted', async (_name, read) => {
    if (isSqlite()) expect((await plans(read)).filter(isSort)).toEqual([]);
  });
});
