import { beforeAll, describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { answer, invalid, missing, policyDocument, refused } from '../calls.js';
import { newRole, noRole } from '../roles/trust.js';
import { tagsJson, tagsOf } from './tagged.js';

interface Page {
  readonly NextToken?: string;
  readonly TagResources: readonly { readonly ResourceName: string; readonly TagKey: string }[];
}

describe('ListTagResources', () => {
  const server = useTestServer();
  beforeAll(async () => {
    const tags = { b: { owner: 'alice', stage: 'test' }, A: { owner: 'bob' }, c: {} };
    for (const [PolicyName, own] of Object.entries(tags)) {
      const Tag = Object.keys(own).length > 0 ? { Tag: tagsJson(own) } : {};
      await answer(server.root, 'CreatePolicy', { PolicyName, PolicyDocument: policyDocument('kms:*'), ...Tag });
    }
  });
  const list = async (parameters: object) =>
    (await answer(server.root, 'ListTagResources', { ResourceType: 'policy', ...parameters })) as unknown as Page;

  test('lists all tags in the order of names and keys, in a bare list', async () => {
    expect(await list({})).toEqual({
      TagResources: [
        { ResourceType: 'policy', ResourceName: 'A', TagKey: 'owner', TagValue: 'bob' },
        { ResourceType: 'policy', ResourceName: 'b', TagKey: 'owner', TagValue: 'alice' },
        { ResourceType: 'policy', ResourceName: 'b', TagKey: 'stage', TagValue: 'test' },
      ],
    });
  });

  test('lists those of the names that there are, in JSON and in parts, and of what has all of the tags', async () => {
    const shown = async (parameters: object) =>
      (await list(parameters)).TagResources.map(it => `${it.ResourceName} ${it.TagKey}`);
    expect(await shown({ ResourceNames: '["a","nothing"]' })).toEqual(['A owner']);
    expect(await shown({ ResourceNames: ['B', 'c'] })).toEqual(['b owner', 'b stage']);
    expect(await shown({ ResourceNames: '["nothing"]' })).toEqual([]);
    expect(await shown({ Tag: '[{"Key":"owner"}]' })).toEqual(['A owner', 'b owner', 'b stage']);
    expect(await shown({ Tag: tagsJson({ owner: 'alice' }) })).toEqual(['b owner', 'b stage']);
    expect(await shown({ Tag: '[{"Key":"owner"}]', ResourceNames: '["A"]' })).toEqual(['A owner']);
  });

  test('keeps the tags of a role and of a policy of one name apart', async () => {
    await newRole(server, 'b');
    const ofRole = { ResourceType: 'role', ResourceNames: '["B"]' };
    await answer(server.root, 'TagResources', { ...ofRole, Tag: tagsJson({ owner: 'role' }) });
    expect(await answer(server.root, 'ListTagResources', { ResourceType: 'role' })).toEqual({
      TagResources: [{ ResourceType: 'role', ResourceName: 'b', TagKey: 'owner', TagValue: 'role' }],
    });
    expect(await tagsOf(server.root, ['b'])).toEqual(['b owner=alice', 'b stage=test']);
    await answer(server.root, 'UntagResources', { ...ofRole, All: true });
    expect(await answer(server.root, 'ListTagResources', ofRole)).toEqual({ TagResources: [] });
    const absent = { ResourceType: 'role', ResourceNames: '["A"]', Tag: tagsJson({ k: 'v' }) };
    await refused(server.root, 'TagResources', absent, noRole);
  });

  test('goes on from page to page, also within one policy', async () => {
    const first = await list({ PageSize: 2 });
    expect(first.TagResources.map(it => it.TagKey)).toEqual(['owner', 'owner']);
    const second = await list({ PageSize: 2, NextToken: first.NextToken });
    expect([second.TagResources.map(it => it.TagKey), second.NextToken]).toEqual([['stage'], undefined]);
    const elsewhere = { ResourceType: 'policy', ResourceNames: '["A"]', NextToken: first.NextToken };
    await refused(server.root, 'ListTagResources', elsewhere, invalid('NextToken'));
    const stolen = { ResourceType: 'policy', NextToken: first.NextToken };
    await refused(server.otherAccount, 'ListTagResources', stolen, invalid('NextToken'));
  });

  test('shows nothing of another account', async () => {
    expect(await tagsOf(server.otherAccount)).toEqual([]);
    expect(await tagsOf(server.otherAccount, ['A', 'b'])).toEqual([]);
  });

  test('refuses by name', async () => {
    await refused(server.root, 'ListTagResources', {}, missing('ResourceType'));
    for (const [name, value] of [
      ['ResourceType', 'user'],
      ['PageSize', 0],
      ['PageSize', 101],
      ['NextToken', 'x'],
    ] as const) {
      await refused(server.root, 'ListTagResources', { ResourceType: 'policy', [name]: value }, invalid(name));
    }
  });
});
