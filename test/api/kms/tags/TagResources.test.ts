/** TagResources, UntagResources and ListTagResources: several keys, secrets or instances at once, and the same tags as the older operations. */
import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { makeKey, pendingDeletion } from '../keys/key-calls.js';
import { error, invalid, kms, kmsOk, missing, ok } from '../kms-calls.js';
import { DAY_MS, inDeleteWindow, makeSecret } from '../secrets/secret-calls.js';
import { type Kind, oldTags, tagAll, tagPage, tagsOf, untagAll } from './tagged.js';

let clock: Date | undefined;
const server = useTestServer({ now: () => clock ?? new Date() });

const noResource = error('InvalidResourceId.NotFound', 'The specified ResourceId is not found.', 404);
const limit = error(
  'Rejected.LimitExceeded',
  'The request was rejected because user create resource limit was exceeded.',
);

const make = async (kind: Kind, tags = {}): Promise<string> => {
  const Tags = Object.keys(tags).length > 0 ? { Tags: oldTags(tags) } : {};
  if (kind === 'key') return (await makeKey(server.root, Tags)).KeyId;
  if (kind === 'secret') return makeSecret(server.root, Tags);
  return String((await kmsOk(server.root, 'GetDefaultKmsInstance')).DefaultKmsInstanceId);
};
const made = async (kind: Kind, ...tags: object[]) => (await Promise.all(tags.map(it => make(kind, it)))).toSorted();

describe.each(['key', 'secret'] as const)('of a %s', kind => {
  test('several get tags, and the older operations see them', async () => {
    const [one = '', two = ''] = await made(kind, { owner: 'alice' }, { owner: 'alice' });
    expect(await tagAll(server.root, kind, [two, one, two], { owner: 'bob', stage: '' })).toEqual(ok());
    const both = [`${one} owner=bob`, `${one} stage=`, `${two} owner=bob`, `${two} stage=`];
    expect(await tagsOf(server.root, kind, [one, two])).toEqual(both);
    if (kind === 'key') {
      const { Tags } = await kmsOk(server.root, 'ListResourceTags', { KeyId: one });
      expect(Tags).toMatchObject({ Tag: [{ TagKey: 'owner', TagValue: 'bob' }, { TagKey: 'stage' }] });
    }
  });

  test('they are taken by key, or all of them; without either nothing is', async () => {
    const ids = await made(kind, { a: '1', b: '2' }, { a: '1' });
    const [one = '', two = ''] = ids;
    await tagAll(server.root, kind, ids, { c: '3' });
    expect(await untagAll(server.root, kind, ids, { TagKey: ['a', 'none'] })).toEqual(ok());
    expect(await untagAll(server.root, kind, ids, {})).toEqual(ok());
    expect((await tagsOf(server.root, kind, ids)).map(it => it.split(' ')[1]).toSorted()).toEqual([
      'b=2',
      'c=3',
      'c=3',
    ]);
    expect(await untagAll(server.root, kind, [one], { TagKey: ['c'], All: true })).toEqual(ok());
    expect(await untagAll(server.root, kind, [two], { All: true })).toEqual(ok());
    expect((await tagsOf(server.root, kind, ids)).filter(it => it.startsWith(two))).toEqual([]);
  });

  test('where one is not there, has too many tags or is to be deleted, none is changed', async () => {
    const full = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`k${n}`, 'v']));
    const [free, filled, leaving] = [await make(kind), await make(kind, full), await make(kind, { x: 'y' })];
    if (kind === 'key') await kmsOk(server.root, 'ScheduleKeyDeletion', { KeyId: leaving, PendingWindowInDays: 7 });
    else await kmsOk(server.root, 'DeleteSecret', { SecretName: leaving });
    expect(await tagAll(server.root, kind, [free, 'none'], { a: 'b' })).toEqual(noResource);
    expect(await tagAll(server.root, kind, [free, filled], { a: 'b' })).toEqual(limit);
    const refused = kind === 'key' ? pendingDeletion : inDeleteWindow;
    expect(await tagAll(server.root, kind, [free, leaving], { a: 'b' })).toEqual(refused);
    expect(await untagAll(server.root, kind, [leaving], { All: true })).toEqual(refused);
    expect(await untagAll(server.root, kind, [filled, 'none'], { All: true })).toEqual(noResource);
    expect(await tagsOf(server.root, kind, [free, filled, leaving])).toHaveLength(21);
    expect(await tagAll(server.otherAccount, kind, [free], { a: 'b' })).toEqual(noResource);
    expect(await tagAll(server.root, kind === 'key' ? 'secret' : 'key', [free], { a: 'b' })).toEqual(noResource);
  });

  test('lists have those that have all of the tags', async () => {
    const suffix = `${kind}-${Date.now()}`;
    const [one = '', two = ''] = await made(kind, { [suffix]: 'x', b: '1' }, { [suffix]: 'x' });
    const listed = async (Tag: object[], ids?: string[]) => {
      const { TagResources } = await tagPage(server.root, kind, { Tag, ...(ids && { ResourceId: ids }) });
      return [...new Set(TagResources.TagResource.map(it => it.ResourceId))].toSorted();
    };
    expect(await listed([{ Key: suffix }])).toEqual([one, two]);
    expect(await listed([{ Key: suffix, Value: 'x' }])).toEqual([one, two]);
    expect(await listed([{ Key: suffix, Value: 'y' }])).toEqual([]);
    expect(await listed([{ Key: suffix, Value: 'x' }, { Key: 'b' }])).toHaveLength(1);
    expect(await listed([{ Key: suffix }], [two])).toEqual([two]);
  });

  test('what has come to its end is in no list', async () => {
    const id = await make(kind, { [`ended-${kind}`]: '' });
    const Tag = [{ Key: `ended-${kind}` }];
    if (kind === 'key') await kmsOk(server.root, 'ScheduleKeyDeletion', { KeyId: id, PendingWindowInDays: 7 });
    else await kmsOk(server.root, 'DeleteSecret', { SecretName: id, RecoveryWindowInDays: 7 });
    expect((await tagPage(server.root, kind, { Tag })).TagResources.TagResource).toHaveLength(1);
    clock = new Date(Date.now() + 7 * DAY_MS + 1000);
    try {
      expect((await tagPage(server.root, kind, { Tag }, clock)).TagResources.TagResource).toEqual([]);
      const one = { RegionId: 'cn-hangzhou', ResourceType: kind, ResourceId: [id] };
      expect(await kms(server.root, 'ListTagResources', one, { date: clock })).toEqual(noResource);
      expect(await tagAll(server.root, kind, [id], { a: 'b' }, clock)).toEqual(noResource);
    } finally {
      clock = undefined;
    }
  });
});

test('an instance has tags, and a key of the same id would have others', async () => {
  const id = await make('instance');
  expect(await tagAll(server.root, 'instance', [id], { team: 'red' })).toEqual(ok());
  expect(await tagPage(server.root, 'instance')).toEqual({
    NextToken: '',
    TagResources: { TagResource: [{ ResourceId: id, ResourceType: 'instance', TagKey: 'team', TagValue: 'red' }] },
  });
  expect(await tagsOf(server.otherAccount, 'instance')).toEqual([]);
  const noInstance = error('Forbidden.DKMSInstanceNotFound', 'The specified DKMS Instance is not found.', 403);
  expect(await tagAll(server.otherAccount, 'instance', [id], { team: 'red' })).toEqual(noInstance);
  expect(await untagAll(server.root, 'instance', [id], { All: true })).toEqual(ok());
  expect(await tagsOf(server.root, 'instance')).toEqual([]);
});

test('a list goes on after 200 tags, from one thing to the next', async () => {
  const stranger = await server.stranger();
  const tags = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`k${String(n).padStart(2, '0')}`, 'v']));
  const ids: string[] = [];
  for (let n = 0; n < 11; n++) ids.push((await makeKey(stranger, { Tags: oldTags(tags) })).KeyId);
  const first = await tagPage(stranger, 'key');
  expect(first.TagResources.TagResource).toHaveLength(200);
  const second = await tagPage(stranger, 'key', { NextToken: first.NextToken });
  expect([second.TagResources.TagResource.length, second.NextToken]).toEqual([20, '']);
  const all = [first, second].flatMap(it => it.TagResources.TagResource.map(tag => `${tag.ResourceId} ${tag.TagKey}`));
  expect(all).toEqual(ids.toSorted().flatMap(id => Object.keys(tags).map(key => `${id} ${key}`)));
  const elsewhere = { RegionId: 'x', ResourceType: 'secret', NextToken: first.NextToken };
  expect(await kms(stranger, 'ListTagResources', elsewhere)).toEqual(invalid('NextToken'));
  const stolen = { RegionId: 'x', ResourceType: 'key', NextToken: first.NextToken };
  expect(await kms(server.root, 'ListTagResources', stolen)).toEqual(invalid('NextToken'));
});

test('permission is needed for each, with the tags that it has and those that it is given', async () => {
  const red = await make('key', { team: 'red' });
  const blue = await make('key', { team: 'blue' });
  const statement = {
    Effect: 'Allow',
    Action: ['kms:TagResources', 'kms:TagResource', 'kms:UntagResources', 'kms:ListTagResources'],
    Resource: `acs:kms:*:${server.accountId}:key/*`,
    Condition: { StringEquals: { 'kms:tag/team': 'red', 'acs:ResourceTag/team': 'red' } },
  };
  const giving = {
    Effect: 'Deny',
    Action: ['kms:TagResources', 'kms:TagResource'],
    Resource: '*',
    Condition: { StringNotEquals: { 'acs:RequestTag/stage': 'test' } },
  };
  const tagger = await server.user('tagger', { Version: '1', Statement: [statement, giving] });
  expect(await tagAll(tagger, 'key', [red], { stage: 'test' })).toEqual(ok());
  expect((await tagAll(tagger, 'key', [red], { stage: 'live' })).status).toBe(403);
  expect((await tagAll(tagger, 'key', [red, blue], { stage: 'test' })).status).toBe(403);
  expect((await untagAll(tagger, 'key', [blue], { All: true })).status).toBe(403);
  const old = { KeyId: red, Tags: oldTags({ stage: 'test' }) };
  expect((await kms(tagger, 'TagResource', old)).status).toBe(200);
  expect((await kms(tagger, 'TagResource', { ...old, KeyId: blue })).status).toBe(403);
  const list = { RegionId: 'x', ResourceType: 'key' };
  expect((await kms(tagger, 'ListTagResources', { ...list, ResourceId: [red] })).status).toBe(200);
  expect((await kms(tagger, 'ListTagResources', list)).status).toBe(403);
});

test('refused by name', async () => {
  const id = await make('key');
  const whole = { RegionId: 'x', ResourceType: 'key', ResourceId: [id], Tag: [{ Key: 'k', Value: 'v' }] };
  const duplicate = error('Duplicate.TagKey', 'The specified tagKey is duplicate.');
  for (const [action, parts, answer] of [
    ['TagResources', { RegionId: undefined }, missing('RegionId')],
    ['TagResources', { ResourceType: undefined }, missing('ResourceType')],
    ['TagResources', { ResourceType: 'alias' }, invalid('ResourceType')],
    ['TagResources', { ResourceId: undefined }, missing('ResourceId')],
    ['TagResources', { ResourceId: Array.from({ length: 51 }, (_, n) => `k${n}`) }, invalid('ResourceId')],
    ['TagResources', { ResourceId: ['alias/x'] }, noResource],
    ['TagResources', { Tag: undefined }, missing('Tag')],
    ['TagResources', { Tag: [{ Value: 'v' }] }, missing('Tag.1.Key')],
    ['TagResources', { Tag: [{ Key: 'k' }, { Key: 'k' }] }, duplicate],
    [
      'TagResources',
      { Tag: [{ Key: 'acs:k' }] },
      error('InvalidParameter.TagKey', 'The specified parameter "TagKey" is not valid.'),
    ],
    [
      'TagResources',
      { Tag: [{ Key: 'k', Value: 'http://x' }] },
      error('InvalidParameter.TagValue', 'The specified parameter "TagValue" is not valid.'),
    ],
    ['TagResources', { Tag: Array.from({ length: 21 }, (_, n) => ({ Key: `k${n}` })) }, invalid('Tag')],
    ['UntagResources', { TagKey: Array.from({ length: 21 }, (_, n) => `k${n}`) }, invalid('TagKey')],
    ['UntagResources', { ResourceId: undefined }, missing('ResourceId')],
    ['ListTagResources', { ResourceType: undefined }, missing('ResourceType')],
    ['ListTagResources', { Tag: [{ Key: 'k' }, { Key: 'k' }] }, duplicate],
    ['ListTagResources', { NextToken: 'x' }, invalid('NextToken')],
    ['ListTagResources', { ResourceId: ['none'] }, noResource],
  ] as const) {
    const { Tag, ...rest } = whole;
    const request = { ...rest, ...(action === 'TagResources' && { Tag }), ...parts };
    expect([action, parts, await kms(server.root, action, request)]).toEqual([action, parts, answer]);
  }
  expect(await tagsOf(server.root, 'key', [id])).toEqual([]);
});
