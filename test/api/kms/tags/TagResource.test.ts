/** TagResource, UntagResource and ListResourceTags: the older operations, with one key or secret. */
import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { aliasUnsupported, describeKey, keyNotFound, makeKey, pendingDeletion } from '../keys/key-calls.js';
import { error, invalid, kms, kmsOk, missing, notFound, ok } from '../kms-calls.js';
import { inDeleteWindow, makeSecret } from '../secrets/secret-calls.js';
import { oldTags, type Tags, tagsOf } from './tagged.js';

const server = useTestServer();

const newKey = async () => (await makeKey(server.root, { Tags: oldTags({ owner: 'alice', stage: 'test' }) })).KeyId;
const newSecret = () => makeSecret(server.root, { Tags: oldTags({ owner: 'alice', stage: 'test' }) });

const limit = error(
  'Rejected.LimitExceeded',
  'The request was rejected because user create resource limit was exceeded.',
);
const leaving = { key: pendingDeletion, secret: inDeleteWindow };
const absent = { key: keyNotFound, secret: notFound };
const arn = (kind: string, id: string) => `acs:kms:cn-hangzhou:${server.accountId}:${kind}/${id}`;

describe.each(['key', 'secret'] as const)('of a %s', kind => {
  const make = kind === 'key' ? newKey : newSecret;
  const selector = kind === 'key' ? 'KeyId' : 'SecretName';
  const tag = (id: string, tags: Tags, client = server.root) =>
    kms(client, 'TagResource', { [selector]: id, Tags: oldTags(tags) });
  const untag = (id: string, keys: readonly string[], client = server.root) =>
    kms(client, 'UntagResource', { [selector]: id, TagKeys: JSON.stringify(keys) });

  test('a key that it has takes the new value, and the other tags stay', async () => {
    const id = await make();
    expect(await tag(id, { owner: 'bob', 云: '' })).toEqual(ok());
    expect(await tagsOf(server.root, kind, [id])).toEqual([`${id} owner=bob`, `${id} stage=test`, `${id} 云=`]);
  });

  test('what it has is taken, and what it has not is no error', async () => {
    const id = await make();
    expect(await untag(id, ['owner', 'none'])).toEqual(ok());
    expect(await tagsOf(server.root, kind, [id])).toEqual([`${id} stage=test`]);
    expect(await untag(id, ['owner'])).toEqual(ok());
  });

  test('its ARN names it too', async () => {
    const id = await make();
    expect(await tag(arn(kind, id), { more: '1' })).toEqual(ok());
    expect(await untag(arn(kind, id), ['owner', 'stage'])).toEqual(ok());
    expect(await tagsOf(server.root, kind, [id])).toEqual([`${id} more=1`]);
    expect(await tag(arn(kind, id).replace('cn-hangzhou', 'cn-beijing'), { more: '1' })).toEqual(absent[kind]);
  });

  test('it may have twenty', async () => {
    const id = await make();
    const many = Object.fromEntries(Array.from({ length: 18 }, (_, n) => [`k${n}`, 'v']));
    expect(await tag(id, many)).toEqual(ok());
    expect(await tag(id, { owner: 'new', more: 'v' })).toEqual(limit);
    expect(await tagsOf(server.root, kind, [id])).toContain(`${id} owner=alice`);
    expect(await untag(id, ['k0'])).toEqual(ok());
    expect(await tag(id, { owner: 'new', more: 'v' })).toEqual(ok());
  });

  test('another account sees nothing of it', async () => {
    const id = await make();
    for (const name of [id, arn(kind, id)]) {
      expect(await tag(name, { more: '1' }, server.otherAccount)).toEqual(absent[kind]);
      expect(await untag(name, ['owner'], server.otherAccount)).toEqual(absent[kind]);
    }
    expect(await tagsOf(server.root, kind, [id])).toHaveLength(2);
  });

  test('while it waits for its deletion its tags stay, and are shown', async () => {
    const id = await make();
    if (kind === 'key') await kmsOk(server.root, 'ScheduleKeyDeletion', { KeyId: id, PendingWindowInDays: 7 });
    else await kmsOk(server.root, 'DeleteSecret', { SecretName: id });
    expect(await tag(id, { more: '1' })).toEqual(leaving[kind]);
    expect(await untag(id, ['owner'])).toEqual(leaving[kind]);
    expect(await tagsOf(server.root, kind, [id])).toHaveLength(2);
  });

  test('lists find it by its new tag, and not by the one that is gone', async () => {
    const id = await make();
    await tag(id, { found: 'yes' });
    await untag(id, ['owner']);
    const listed = async (TagKey: string, TagValue: string) => {
      const Filters = JSON.stringify([
        { Key: 'TagKey', Values: [TagKey] },
        { Key: 'TagValue', Values: [TagValue] },
      ]);
      const body = await kmsOk(server.root, kind === 'key' ? 'ListKeys' : 'ListSecrets', { Filters, PageSize: 100 });
      return JSON.stringify(body).includes(`"${id}"`);
    };
    expect([await listed('found', 'yes'), await listed('owner', 'alice')]).toEqual([true, false]);
  });

  test('of calls at once each has its effect, or is refused and told so', async () => {
    const id = await make();
    const answers = await Promise.all([1, 2, 3, 4].map(n => tag(id, { [`call-${n}`]: '' })));
    const done = answers.flatMap(({ status }, n) => (status === 200 ? [`${id} call-${n + 1}=`] : []));
    expect(done.length).toBeGreaterThan(0);
    expect((await tagsOf(server.root, kind, [id])).filter(it => it.includes('call'))).toEqual(done);
    for (const { status, body } of answers) if (status !== 200) expect(body.Code).toBe('Rejected.ResourceInUse');
  });
});

test('ListResourceTags shows the tags of a key in the order of their keys, in whatever state it is', async () => {
  const KeyId = await newKey();
  const shown = ok({
    Tags: {
      Tag: [
        { KeyId, TagKey: 'owner', TagValue: 'alice' },
        { KeyId, TagKey: 'stage', TagValue: 'test' },
      ],
    },
  });
  expect(await kms(server.root, 'ListResourceTags', { KeyId })).toEqual(shown);
  await kmsOk(server.root, 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
  expect(await kms(server.root, 'ListResourceTags', { KeyId: arn('key', KeyId) })).toEqual(shown);
  expect(await kms(server.root, 'ListResourceTags', { KeyId: (await makeKey(server.root)).KeyId })).toEqual(
    ok({ Tags: { Tag: [] } }),
  );
  expect(await kms(server.otherAccount, 'ListResourceTags', { KeyId })).toEqual(keyNotFound);
  expect(await kms(server.root, 'ListResourceTags', { KeyId: 'alias/x' })).toEqual(aliasUnsupported);
});

test('tagging a secret changes the time that it shows, and a key nothing but its tags', async () => {
  const SecretName = await newSecret();
  const KeyId = await newKey();
  const before = await describeKey(server.root, KeyId);
  await kmsOk(server.root, 'TagResource', { KeyId, Tags: oldTags({ a: 'b' }) });
  await kmsOk(server.root, 'TagResource', { SecretName, Tags: oldTags({ a: 'b' }) });
  expect(await describeKey(server.root, KeyId)).toEqual(before);
  const described = await kmsOk(server.root, 'DescribeSecret', { SecretName, FetchTags: true });
  expect(described.Tags).toEqual({
    Tag: [
      { TagKey: 'a', TagValue: 'b' },
      { TagKey: 'owner', TagValue: 'alice' },
      { TagKey: 'stage', TagValue: 'test' },
    ],
  });
});

test('refused by name, and nothing is changed', async () => {
  const KeyId = await newKey();
  const whole = { KeyId, Tags: oldTags({ k: 'v' }), TagKeys: '["owner"]' };
  const both = (parts: object, answer: unknown) =>
    ['TagResource', 'UntagResource'].map(it => [it, parts, answer] as const);
  for (const [action, parts, answer] of [
    ...both({ KeyId: undefined }, missing('KeyId')),
    ...both({ SecretName: 'x' }, invalid('SecretName', 'must be left out where KeyId names what is meant')),
    ...both({ CertificateId: 'x' }, invalid('CertificateId')),
    ...both({ KeyId: 'alias/x' }, aliasUnsupported),
    ...both({ KeyId: 'key-none' }, keyNotFound),
    ['TagResource', { Tags: undefined }, missing('Tags')],
    ['TagResource', { Tags: '[]' }, invalid('Tags')],
    ['TagResource', { Tags: 'owner' }, invalid('Tags')],
    ['TagResource', { Tags: '[{"TagKey":"acs:x"}]' }, invalid('Tags')],
    ['TagResource', { Tags: '[{"TagKey":"aliyunX"}]' }, invalid('Tags')],
    ['TagResource', { Tags: '[{"TagKey":"k"},{"TagKey":"k"}]' }, invalid('Tags')],
    ['TagResource', { Tags: `[{"TagKey":"${'k'.repeat(129)}"}]` }, invalid('Tags.1.TagKey')],
    ['TagResource', { Tags: `[{"TagKey":"k","TagValue":"${'v'.repeat(129)}"}]` }, invalid('Tags.1.TagValue')],
    ['UntagResource', { TagKeys: undefined }, missing('TagKeys')],
    ['UntagResource', { TagKeys: '[]' }, invalid('TagKeys')],
    ['UntagResource', { TagKeys: '{}' }, invalid('TagKeys')],
  ] as const) {
    expect([parts, await kms(server.root, action, { ...whole, ...parts })]).toEqual([parts, answer]);
  }
  expect(await tagsOf(server.root, 'key', [KeyId])).toEqual([`${KeyId} owner=alice`, `${KeyId} stage=test`]);
});
