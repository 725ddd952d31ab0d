import { describe, expect, test } from 'vitest';
import { TAG_RULES } from '../../../../src/domain/tags.js';
import type { SignedClient } from '../../../signed-client.js';
import { useMade } from '../../../use-made.js';
import { useTestServer } from '../../../use-test-server.js';
import { cas, casOk, error, issueClient, notFound, ok } from '../cas-calls.js';
import { useIssuingCa } from '../use-issuing-ca.js';

const server = useTestServer();
const { sub } = useIssuingCa(server);
const certificate = useMade(() => issueClient(server.root, sub));
const other = useMade(() => issueClient(server.root, sub));

const shared = { RegionId: 'cn-hangzhou', ResourceType: 'PcaCertificate' };
type Tags = readonly { readonly Key?: string; readonly Value?: string }[];
const tag = (ResourceId: readonly string[], Tag: Tags, client: SignedClient = server.root) =>
  cas(client, 'TagResources', { ...shared, ResourceId, Tag });
const tagsOf = async (id: string) => {
  const { Certificate } = await casOk(server.root, 'DescribeClientCertificate', { Identifier: id });
  return (Certificate as { Tags: { TagKey: string; TagValue: string }[] }).Tags.map(
    it => `${it.TagKey}=${it.TagValue}`,
  );
};
const notSound = error('InvalidParameter.Tag', `The specified parameter "Tag" is not valid: ${TAG_RULES}.`);

test('gives tags that show at once, and takes the new value for a key that is there', async () => {
  expect(await tag([certificate.Identifier, other.Identifier], [{ Key: 'a', Value: '1' }, { Key: 'b' }])).toEqual(ok());
  expect(await tag([certificate.Identifier], [{ Key: 'a', Value: '2' }])).toEqual(ok());
  expect(await tag([certificate.Identifier], [{ Key: 'a', Value: '2' }])).toEqual(ok());
  expect(await tagsOf(certificate.Identifier)).toEqual(['a=2', 'b=']);
  expect(await tagsOf(other.Identifier)).toEqual(['a=1', 'b=']);
});

test('a CA by identifier, instance and UUID of that', async () => {
  const row = await server.running.store.db
    .selectFrom('ca_authorities')
    .select(['instance_id', 'instance_uuid'])
    .where('id', '=', sub.Identifier)
    .executeTakeFirstOrThrow();
  for (const [i, name] of [sub.Identifier, row.instance_id, row.instance_uuid].entries()) {
    expect(await tag([name], [{ Key: `k${i}` }])).toEqual(ok());
  }
  const { Certificate } = await casOk(server.root, 'DescribeCACertificate', { Identifier: sub.Identifier });
  expect((Certificate as { Tags: unknown[] }).Tags).toHaveLength(3);
});

test('one resource that is not there, or is of another account, leaves all as they are', async () => {
  const before = await tagsOf(certificate.Identifier);
  expect(await tag([certificate.Identifier, 'unknown'], [{ Key: 'x' }])).toEqual(notFound);
  expect(await tag([certificate.Identifier], [{ Key: 'x' }], server.otherAccount)).toEqual(notFound);
  expect(await tagsOf(certificate.Identifier)).toEqual(before);
});

describe('rules', () => {
  test('twenty tags and no more, also of calls at once', async () => {
    const { Identifier } = await issueClient(server.root, sub);
    const keys = (from: number, count: number) => Array.from({ length: count }, (_, i) => ({ Key: `key-${from + i}` }));
    expect(await tag([Identifier], keys(0, 15))).toEqual(ok());
    const answers = await Promise.all([tag([Identifier], keys(20, 5)), tag([Identifier], keys(30, 5))]);
    expect(answers.map(it => it.body.Code).sort()).toEqual(['LimitExceeded.Tags', undefined]);
    expect(await tagsOf(Identifier)).toHaveLength(20);
    expect(await tag([Identifier, other.Identifier], [{ Key: 'one more' }])).toEqual(
      error('LimitExceeded.Tags', 'A resource would have more than 20 tags.'),
    );
    expect(await tagsOf(other.Identifier)).not.toContain('one more=');
  });

  test.each<[string, Tags]>([
    ['a reserved key', [{ Key: 'aliyun-x' }]],
    ['another reserved key', [{ Key: 'ACS:x' }]],
    ['an address', [{ Key: 'a', Value: 'http://example.com' }]],
    ['a key twice', [{ Key: 'a' }, { Key: 'a', Value: '2' }]],
    ['no key', [{ Value: '2' }]],
  ])('%s is refused', async (_name, tags) => {
    expect(await tag([certificate.Identifier], tags)).toEqual(notSound);
  });

  test('what is declared', async () => {
    const code = async (parameters: object) =>
      (
        await cas(server.root, 'TagResources', {
          ...shared,
          ResourceId: [certificate.Identifier],
          Tag: [{ Key: 'x' }],
          ...parameters,
        })
      ).body.Code;
    expect(await code({ Tag: undefined })).toBe('MissingTag');
    expect(await code({ Tag: '[]' })).toBe('InvalidParameter.Tag');
    expect(await code({ Tag: undefined, 'Tags.1.Key': 'x' })).toBe('InvalidParameter.Tag');
    expect(await code({ Tag: [{ Key: 'x'.repeat(129) }] })).toBe('InvalidParameter.Tag.1.Key');
    expect(await code({ Tag: [{ Key: 'x', Value: 'x'.repeat(257) }] })).toBe('InvalidParameter.Tag.1.Value');
    expect(await code({ Tag: Array.from({ length: 21 }, (_, i) => ({ Key: `k${i}` })) })).toBe('InvalidParameter.Tag');
    expect(await code({ ResourceId: Array.from({ length: 51 }, (_, i) => `r${i}`) })).toBe(
      'InvalidParameter.ResourceId',
    );
    expect(await code({ ResourceId: undefined })).toBe('MissingResourceId');
    expect(await code({ ResourceType: 'bucket' })).toBe('InvalidParameter.ResourceType');
    expect(await code({ ResourceType: 'aliyun::cas::pcacertificate' })).toBeUndefined();
    expect(await code({ RegionId: undefined })).toBe('MissingRegionId');
  });
});

describe('UntagResources', () => {
  const untag = (ResourceId: readonly string[], parameters: object, client = server.root) =>
    cas(client, 'UntagResources', { ...shared, ResourceId, ...parameters });

  test('takes the tags that are named, or all', async () => {
    const { Identifier } = await issueClient(server.root, sub, { Tags: [{ Key: 'a' }, { Key: 'b' }, { Key: 'c' }] });
    expect(await untag([Identifier], {})).toEqual(ok());
    expect(await tagsOf(Identifier)).toHaveLength(3);
    expect(await untag([Identifier], { TagKey: ['a', 'never there'], All: true })).toEqual(ok());
    expect(await tagsOf(Identifier)).toEqual(['b=', 'c=']);
    expect(await untag([Identifier], { All: true })).toEqual(ok());
    expect(await tagsOf(Identifier)).toEqual([]);
  });

  test('one that is not there leaves all as they are', async () => {
    const { Identifier } = await issueClient(server.root, sub, { Tags: [{ Key: 'a' }] });
    expect(await untag([Identifier, 'unknown'], { TagKey: ['a'] })).toEqual(notFound);
    expect(await untag(['unknown'], {})).toEqual(notFound);
    expect(await untag([Identifier], { All: true }, server.otherAccount)).toEqual(notFound);
    expect(await tagsOf(Identifier)).toEqual(['a=']);
    const { body } = await untag([Identifier], { TagKey: ['a'], ResourceType: 'bucket' });
    expect(body.Code).toBe('InvalidParameter.ResourceType');
  });
});

describe('permission', () => {
  const policy = (Statement: object) => ({ Version: '1', Statement: [Statement] });

  test('is asked for each resource', async () => {
    const dev = await issueClient(server.root, sub, { Tags: [{ Key: 'env', Value: 'dev' }] });
    const prod = await issueClient(server.root, sub, { Tags: [{ Key: 'env', Value: 'prod' }] });
    const user = await server.user(
      'dev-tagger',
      policy({
        Effect: 'Allow',
        Action: 'yundun-cert:TagResources',
        Resource: '*',
        Condition: { StringEquals: { 'acs:ResourceTag/env': 'dev' } },
      }),
    );
    expect(await tag([dev.Identifier], [{ Key: 'x' }], user)).toEqual(ok());
    expect((await tag([dev.Identifier, prod.Identifier], [{ Key: 'y' }], user)).status).toBe(403);
    expect(await tagsOf(dev.Identifier)).not.toContain('y=');
  });

  test('may depend on the tags that are given', async () => {
    const user = await server.user(
      'team-tagger',
      policy({
        Effect: 'Allow',
        Action: 'yundun-cert:TagResources',
        Resource: '*',
        Condition: { StringEquals: { 'acs:RequestTag/team': 'a' } },
      }),
    );
    expect(await tag([other.Identifier], [{ Key: 'team', Value: 'a' }], user)).toEqual(ok());
    expect((await tag([other.Identifier], [{ Key: 'team', Value: 'b' }], user)).status).toBe(403);
  });
});
