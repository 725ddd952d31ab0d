import { beforeAll, expect, test } from 'vitest';
import { insertStep } from '../../../../src/store/step.js';
import { useTestServer } from '../../../use-test-server.js';
import { invalid, kms, kmsOk, ok } from '../kms-calls.js';
import { makeKey } from './key-calls.js';

const server = useTestServer();
const ids: Record<string, string> = {};

beforeAll(async () => {
  const make = async (name: string, parameters: object = {}) => {
    ids[name] = (await makeKey(server.root, parameters)).KeyId;
    // Keys of one millisecond come in the order of their ids.
    await new Promise(resolve => setTimeout(resolve, 5));
  };
  await make('aes', { Tags: '[{"TagKey":"a","TagValue":"1"},{"TagKey":"b","TagValue":"2"}]' });
  await make('sm4', { KeySpec: 'Aliyun_SM4', Tags: '[{"TagKey":"a","TagValue":"2"}]' });
  await make('p256', { KeySpec: 'EC_P256' });
  await make('external', { Origin: 'EXTERNAL' });
  await kmsOk(server.root, 'DisableKey', { KeyId: ids.sm4 });
  const { store } = server.running;
  const alias = { account_id: server.accountId, name: 'x', key_id: ids.p256 ?? '', created_at: 0, updated_at: 0 };
  await store.commit([insertStep(store, 'kms_aliases', alias)]);
});

const list = (query: object = {}, client = server.root) => kms(client, 'ListKeys', query as Record<string, unknown>);
const entry = (name: string) => ({
  KeyId: ids[name],
  KeyArn: `acs:kms:cn-hangzhou:${server.accountId}:key/${ids[name]}`,
});
const page = (PageNumber: number, PageSize: number, TotalCount: number, names: readonly string[]) =>
  ok({ PageNumber, PageSize, TotalCount, Keys: { Key: names.map(entry) } });

test('newest first, ten entries at a time unless asked otherwise', async () => {
  expect(await list()).toEqual(page(1, 10, 4, ['external', 'p256', 'sm4', 'aes']));
  expect(await list({ PageSize: 0 })).toEqual(page(1, 10, 4, ['external', 'p256', 'sm4', 'aes']));
  expect(await list({ PageNumber: 2, PageSize: 3 })).toEqual(page(2, 3, 4, ['aes']));
  expect(await list({ PageNumber: 2 ** 31 - 1, PageSize: 100 })).toEqual(page(2 ** 31 - 1, 100, 4, []));
  expect(await list({}, server.otherAccount)).toEqual(page(1, 10, 0, []));
});

test.each<[string, object[], string[]]>([
  ['a state', [{ Key: 'KeyState', Values: ['Disabled'] }], ['sm4']],
  ['two states', [{ Key: 'KeyState', Values: ['Enabled', 'Disabled'] }], ['p256', 'sm4', 'aes']],
  [
    'a state twice',
    [
      { Key: 'KeyState', Values: ['Disabled'] },
      { Key: 'KeyState', Values: ['PendingImport'] },
    ],
    ['external', 'sm4'],
  ],
  ['a state that there is not', [{ Key: 'KeyState', Values: ['Unavailable'] }], []],
  ['a spec', [{ Key: 'KeySpec', Values: ['Aliyun_AES_256'] }], ['external', 'aes']],
  ['a usage', [{ Key: 'KeyUsage', Values: ['SIGN/VERIFY'] }], ['p256']],
  [
    'a spec and a state',
    [
      { Key: 'KeySpec', Values: ['Aliyun_AES_256'] },
      { Key: 'KeyState', Values: ['Enabled'] },
    ],
    ['aes'],
  ],
  ['software', [{ Key: 'ProtectionLevel', Values: ['SOFTWARE'] }], ['external', 'p256', 'sm4', 'aes']],
  ['an HSM', [{ Key: 'ProtectionLevel', Values: ['HSM'] }], []],
  ['keys of users', [{ Key: 'CreatorType', Values: ['User'] }], ['external', 'p256', 'sm4', 'aes']],
  ['keys of the service', [{ Key: 'CreatorType', Values: ['Service'] }], []],
  ['an instance', [{ Key: 'DKMSInstanceId', Values: ['kst-1'] }], []],
  ['another creator', [{ Key: 'Creator', Values: ['1'] }], []],
  ['an alias with its prefix', [{ Key: 'AliasName', Values: ['alias/x'] }], ['p256']],
  ['an alias without', [{ Key: 'AliasName', Values: ['x', 'y'] }], ['p256']],
  ['a tag', [{ Key: 'TagKey', Values: ['a'] }], ['sm4', 'aes']],
  ['a value', [{ Key: 'TagValue', Values: ['2'] }], ['sm4', 'aes']],
  [
    'a tag with a value',
    [
      { Key: 'TagKey', Values: ['a'] },
      { Key: 'TagValue', Values: ['2'] },
    ],
    ['sm4'],
  ],
  ['no value', [{ Key: 'KeySpec', Values: [] }], ['external', 'p256', 'sm4', 'aes']],
])('filtered by %s', async (_what, filters, names) => {
  expect(await list({ Filters: JSON.stringify(filters) })).toEqual(page(1, 10, names.length, names));
});

test.each(['keyId', 'KeyId'])('filtered by %s', async Key => {
  const Filters = JSON.stringify([{ Key, Values: [ids.aes, ids.p256, 'key-none'] }]);
  expect(await list({ Filters })).toEqual(page(1, 10, 2, ['p256', 'aes']));
  expect(await list({ Filters }, server.otherAccount)).toEqual(page(1, 10, 0, []));
});

test('the creator is the account', async () => {
  const Filters = JSON.stringify([{ Key: 'Creator', Values: [server.accountId] }]);
  expect(await list({ Filters })).toMatchObject({ body: { TotalCount: 4 } });
});

const eleven = Array.from({ length: 11 }, () => ({ Key: 'KeyState', Values: ['Enabled'] }));
test.each<[string, object, unknown]>([
  ['page 0', { PageNumber: 0 }, invalid('PageNumber', 'must be at least 1')],
  ['101 entries', { PageSize: 101 }, invalid('PageSize', 'must be at most 100')],
  ['filters that are no JSON', { Filters: 'Enabled' }, invalid('Filters')],
  ['an unknown filter', { Filters: '[{"Key":"Colour","Values":["red"]}]' }, invalid('Filters.1.Key')],
  ['a filter without a key', { Filters: '[{"Values":["red"]}]' }, expect.objectContaining({ status: 400 })],
  ['eleven filters', { Filters: JSON.stringify(eleven) }, invalid('Filters')],
  [
    'eleven values',
    { Filters: JSON.stringify([{ Key: 'keyId', Values: 'abcdefghijk'.split('') }]) },
    invalid('Filters.1.Values'),
  ],
])('%s is refused', async (_what, query, answer) => {
  expect(await list(query)).toEqual(answer);
});
