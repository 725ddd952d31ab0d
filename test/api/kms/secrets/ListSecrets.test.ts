import { beforeAll, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { invalid, kms, kmsOk, ok } from '../kms-calls.js';
import { makeSecret, SECOND } from './secret-calls.js';

let clock = new Date('2030-01-01T00:00:00Z');
const server = useTestServer({ now: () => clock });
const list = (query: object = {}, client = server.root) =>
  kms(client, 'ListSecrets', query as Record<string, unknown>, { date: clock });
const listed = (SecretName: string) => ({
  SecretName,
  SecretType: 'Generic',
  CreateTime: expect.stringMatching(SECOND),
  UpdateTime: expect.stringMatching(SECOND),
  ...(SecretName === 'leaving' && { PlannedDeleteTime: expect.stringMatching(SECOND) }),
});
const page = (PageNumber: number, PageSize: number, TotalCount: number, names: readonly string[]) =>
  ok({ PageNumber, PageSize, TotalCount, SecretList: { Secret: names.map(listed) } });

beforeAll(async () => {
  const { DefaultKmsInstanceId } = await kmsOk(server.root, 'GetDefaultKmsInstance', {}, { date: clock });
  const make = async (SecretName: string, parameters: object = {}) => {
    clock = new Date(clock.getTime() + 1000);
    await makeSecret(server.root, { SecretName, ...parameters }, clock);
  };
  await make('over');
  await make('db/one', {
    Description: 'Orders, 100%_of them',
    Tags: '[{"TagKey":"a","TagValue":"1"},{"TagKey":"b","TagValue":"2"}]',
  });
  await make('db/two', { Description: 'orders of others', Tags: '[{"TagKey":"a","TagValue":"2"}]' });
  await make('leaving', { DKMSInstanceId: DefaultKmsInstanceId });
  await kmsOk(server.root, 'DeleteSecret', { SecretName: 'over', RecoveryWindowInDays: 7 }, { date: clock });
  clock = new Date(clock.getTime() + 7 * 86_400_000);
  await kmsOk(server.root, 'DeleteSecret', { SecretName: 'leaving' }, { date: clock });
});

test('pages, newest first, without what is deleted', async () => {
  expect(await list()).toEqual(page(1, 10, 3, ['leaving', 'db/two', 'db/one']));
  expect(await list({ PageNumber: 2, PageSize: 2 })).toEqual(page(2, 2, 3, ['db/one']));
  expect(await list({ PageNumber: 9 })).toEqual(page(9, 10, 3, []));
  expect(await list({}, server.otherAccount)).toEqual(page(1, 10, 0, []));
});

test('tags only if so asked', async () => {
  const { body } = await list({ FetchTags: 'true', PageSize: 100 });
  const { Secret } = body.SecretList as { Secret: { SecretName: string; Tags: { Tag: object[] } }[] };
  expect(Secret.map(({ SecretName, Tags }) => [SecretName, Tags])).toEqual([
    ['leaving', { Tag: [] }],
    ['db/two', { Tag: [{ TagKey: 'a', TagValue: '2' }] }],
    [
      'db/one',
      {
        Tag: [
          { TagKey: 'a', TagValue: '1' },
          { TagKey: 'b', TagValue: '2' },
        ],
      },
    ],
  ]);
});

test.each<[string, readonly [string, ...string[]][], readonly string[]]>([
  ['a name', [['SecretName', 'db/one', 'db']], ['db/one']],
  ['a part of the description', [['Description', 'rders', 'none']], ['db/two', 'db/one']],
  ['a part with other signs, letter for letter', [['Description', '0%_o']], ['db/one']],
  ['a description in another case', [['Description', 'ORDERS']], []],
  ['a tag', [['TagKey', 'a']], ['db/two', 'db/one']],
  [
    'a tag with a value',
    [
      ['TagKey', 'a'],
      ['TagValue', '2'],
    ],
    ['db/two'],
  ],
  [
    'a name and a tag',
    [
      ['SecretName', 'db/one', 'db/two'],
      ['TagValue', '1'],
    ],
    ['db/one'],
  ],
  ['Generic', [['SecretType', 'Generic', 'RDS']], ['leaving', 'db/two', 'db/one']],
  ['a managed type', [['SecretType', 'RDS']], []],
  ['another creator', [['Creator', '1']], []],
  ['an instance that holds none', [['DKMSInstanceId', 'kst-1']], []],
  ['no value', [['SecretName']], ['leaving', 'db/two', 'db/one']],
])('filtered by %s', async (_what, filters, names) => {
  const Filters = JSON.stringify(filters.map(([Key, ...Values]) => ({ Key, Values })));
  expect(await list({ Filters })).toEqual(page(1, 10, names.length, names));
});

test('filtered by instance and creator', async () => {
  const { DefaultKmsInstanceId } = await kmsOk(server.root, 'GetDefaultKmsInstance', {}, { date: clock });
  const Filters = JSON.stringify([
    { Key: 'DKMSInstanceId', Values: [DefaultKmsInstanceId] },
    { Key: 'Creator', Values: [server.accountId] },
  ]);
  expect(await list({ Filters })).toEqual(page(1, 10, 1, ['leaving']));
});

test.each<[string, object, unknown]>([
  ['page 0', { PageNumber: 0 }, invalid('PageNumber', 'must be at least 1')],
  ['101 entries', { PageSize: 101 }, invalid('PageSize', 'must be at most 100')],
  ['filters that are no JSON', { Filters: 'x' }, invalid('Filters')],
  ['an unknown filter', { Filters: '[{"Key":"Colour","Values":["red"]}]' }, invalid('Filters.1.Key')],
])('%s is refused', async (_what, query, answer) => {
  expect(await list(query)).toEqual(answer);
});
