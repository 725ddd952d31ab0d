import { expect, test } from 'vitest';
import { useMade } from '../../../use-made.js';
import { useTestServer } from '../../../use-test-server.js';
import { cas, casOk, invalid, issueClient, ok } from '../cas-calls.js';
import { useIssuingCa } from '../use-issuing-ca.js';

const shared = { RegionId: 'cn-hangzhou', ResourceType: 'instance' };

const server = useTestServer();
const { sub } = useIssuingCa(server, { sub: { Tags: [{ Key: 'team', Value: 'a' }] } });
const one = useMade(() =>
  issueClient(server.root, sub, {
    Tags: [
      { Key: 'team', Value: 'a' },
      { Key: 'os', Value: 'x' },
    ],
  }),
);
const two = useMade(() => issueClient(server.root, sub, { Tags: [{ Key: 'team', Value: 'b' }] }));

interface Row {
  readonly ResourceId: string;
  readonly TagKey: string;
  readonly TagValue: string;
}
const rows = async (parameters: object = {}): Promise<string[]> => {
  const { Data } = await casOk(server.root, 'ListTagResources', { ...shared, ...parameters });
  const { TagResources } = (Data as { TagResources: { TagResources: Row[] } }).TagResources;
  return TagResources.map(it => `${it.ResourceId} ${it.TagKey}=${it.TagValue}`);
};

const ofSub = () => [`${sub.Identifier} team=a`];
const ofOne = () => [`${one.Identifier} os=x`, `${one.Identifier} team=a`];
const ofTwo = () => [`${two.Identifier} team=b`];

test('a whole answer', async () => {
  expect(await cas(server.root, 'ListTagResources', { ...shared, ResourceId: [two.Identifier] })).toEqual(
    ok({
      Data: {
        MaxResults: 1000,
        NextToken: '',
        TagResources: {
          TagResources: [
            {
              ResourceId: two.Identifier,
              ResourceType: 'ALIYUN::CAS::PCACERTIFICATE',
              TagKey: 'team',
              TagValue: 'b',
            },
          ],
        },
      },
    }),
  );
});

test('filters', async () => {
  expect(await rows()).toEqual([...ofSub(), ...ofOne(), ...ofTwo()].sort());
  expect(await rows({ Tag: [{ Key: 'team', Value: 'a' }] })).toEqual([...ofSub(), ...ofOne()].sort());
  expect(await rows({ Tag: [{ Key: 'team', Value: 'a' }, { Key: 'os' }] })).toEqual(ofOne());
  expect(await rows({ Tag: [{ Key: 'team' }], ResourceId: [two.Identifier, 'unknown'] })).toEqual(ofTwo());
  expect(await rows({ ResourceId: ['unknown'] })).toEqual([]);
});

test('an instance is listed under the name that the call gives it', async () => {
  const { instance_id } = await server.running.store.db
    .selectFrom('ca_authorities')
    .select('instance_id')
    .where('id', '=', sub.Identifier)
    .executeTakeFirstOrThrow();
  expect(await rows({ ResourceId: [instance_id] })).toEqual([`${instance_id} team=a`]);
});

test('goes on from a token', async () => {
  const seen: string[] = [];
  let NextToken = '';
  do {
    const { Data } = await casOk(server.root, 'ListTagResources', { ...shared, MaxResults: 1, NextToken });
    const page = Data as { NextToken: string; TagResources: { TagResources: Row[] } };
    seen.push(...page.TagResources.TagResources.map(it => `${it.ResourceId} ${it.TagKey}=${it.TagValue}`));
    NextToken = page.NextToken;
  } while (NextToken !== '');
  expect(seen).toEqual(await rows());
});

test('what is refused', async () => {
  const code = async (parameters: object) =>
    (await cas(server.root, 'ListTagResources', { ...shared, ...parameters })).body.Code;
  expect(await code({ NextToken: 'x' })).toBe('InvalidParameter.NextToken');
  expect(await code({ ResourceType: 'x' })).toBe('InvalidParameter.ResourceType');
  expect(await code({ Tag: [{ Value: 'a' }] })).toBe('InvalidParameter.Tag');
  expect(await cas(server.root, 'ListTagResources', { ...shared, MaxResults: 1001 })).toEqual(
    invalid('MaxResults', 'must be at most 1000'),
  );
});

test("another account's tags are not in it", async () => {
  const { Data } = await casOk(server.otherAccount, 'ListTagResources', { ...shared });
  expect(Data).toMatchObject({ TagResources: { TagResources: [] } });
});
