import { beforeAll, describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, invalid, namedAnswer, policyDocument, refused } from '../calls.js';

interface Page {
  readonly IsTruncated: boolean;
  readonly Marker?: string;
  readonly Policies: { readonly Policy: readonly { readonly PolicyName: string; readonly PolicyType: string }[] };
}

describe('ListPolicies', () => {
  const custom = ['a', 'B', 'c', 'D'];
  const server = useTestServer();
  beforeAll(async () => {
    for (const PolicyName of [...custom].reverse()) {
      const Tag = JSON.stringify([
        { Key: 'half', Value: 'aB'.includes(PolicyName) ? '1' : '2' },
        { Key: `is-${PolicyName}` },
      ]);
      const PolicyDocument = policyDocument('kms:*');
      await answer(server.root, 'CreatePolicy', { PolicyName, PolicyDocument, Description: PolicyName, Tag });
    }
  });

  const list = async (parameters: object = {}, client = server.root) =>
    (await answer(client, 'ListPolicies', parameters as Record<string, unknown>)) as unknown as Page;
  const namesOf = (page: Page) => page.Policies.Policy.map(policy => policy.PolicyName);
  const names = async (parameters: object) => namesOf(await list(parameters));

  test('shows a policy without its document, with tags and the number of attachments', async () => {
    await answer(server.root, 'CreateUser', { UserName: 'alice' });
    const attachment = { UserName: 'alice', PolicyType: 'Custom', PolicyName: 'a' };
    await answer(server.root, 'AttachPolicyToUser', attachment);
    expect(await namedAnswer(server.root, 'ListPolicies', { PolicyType: 'Custom', MaxItems: 1 })).toEqual({
      IsTruncated: true,
      Marker: expect.any(String),
      Policies: {
        Policy: [
          {
            PolicyName: 'a',
            PolicyType: 'Custom',
            Description: 'a',
            DefaultVersion: 'v1',
            CreateDate: 'time',
            UpdateDate: 'time',
            AttachmentCount: 1,
            Tags: {
              Tag: [
                { TagKey: 'half', TagValue: '1' },
                { TagKey: 'is-a', TagValue: '' },
              ],
            },
          },
        ],
      },
    });
    await answer(server.root, 'DetachPolicyFromUser', attachment);
  });

  test('lists system policies first, all by name, each with its type', async () => {
    const all = await list();
    const system = await names({ PolicyType: 'System' });
    expect(system).toContain('AdministratorAccess');
    expect(system.map(name => name.toLowerCase())).toEqual(system.map(name => name.toLowerCase()).sort());
    expect([namesOf(all), all.IsTruncated, all.Marker]).toEqual([[...system, ...custom], false, undefined]);
    for (const { PolicyName, PolicyType } of all.Policies.Policy) {
      expect(PolicyType).toBe(custom.includes(PolicyName) ? 'Custom' : 'System');
    }
    expect(await names({ PolicyType: 'Custom' })).toEqual(custom);
    expect(namesOf(await list({}, server.otherAccount))).toEqual(system);
  });

  test.each([1, 2, 5, 7])('goes on from page to page of %i across both types', async MaxItems => {
    const expected = await names({});
    const seen: string[] = [];
    for (let Marker: string | undefined; ; ) {
      const page = await list({ MaxItems, Marker });
      seen.push(...namesOf(page));
      Marker = page.Marker;
      expect(page.IsTruncated).toBe(Marker !== undefined);
      if (!page.IsTruncated) break;
      expect(namesOf(page)).toHaveLength(MaxItems);
    }
    expect(seen).toEqual(expected);
  });

  test('finds by tags, with and without a value, several at once', async () => {
    const byTags = (...tags: object[]) => names({ Tag: JSON.stringify(tags) });
    expect(await byTags({ Key: 'half' })).toEqual(custom);
    expect(await byTags({ Key: 'half', Value: '2' })).toEqual(['c', 'D']);
    expect(await byTags({ Key: 'half', Value: '2' }, { Key: 'is-c' })).toEqual(['c']);
    expect(await byTags({ Key: 'half', Value: '1' }, { Key: 'is-c' })).toEqual([]);
    expect(await byTags({ Key: 'HALF' })).toEqual([]);
    expect(await names({ Tag: '[{"Key":"half"}]', PolicyType: 'System' })).toEqual([]);
    expect(await names({ Tag: [{ Key: 'half', Value: '1' }] })).toEqual(['a', 'B']);
    const page = await list({ Tag: '[{"Key":"half","Value":"2"}]', MaxItems: 1 });
    expect(await names({ Tag: '[{"Key":"half","Value":"2"}]', Marker: page.Marker })).toEqual(['D']);
  });

  test('refuses by name, and markers of other lists', async () => {
    const { Marker } = await list({ MaxItems: 1 });
    for (const part of [{ PolicyType: 'System' }, { Tag: '[{"Key":"half"}]' }]) {
      await refused(server.root, 'ListPolicies', { Marker, ...part }, invalid('Marker'));
    }
    await refused(server.otherAccount, 'ListPolicies', { Marker }, invalid('Marker'));
    await refused(server.root, 'ListUsers', { Marker }, invalid('Marker'));
    await refused(server.root, 'ListPolicies', { PolicyType: 'custom' }, invalid('PolicyType'));
    await refused(server.root, 'ListPolicies', { MaxItems: 1001 }, invalid('MaxItems'));
    await refused(server.root, 'ListPolicies', { Tag: '{"Key":"half"}' }, invalid('Tag'));
  });
});
