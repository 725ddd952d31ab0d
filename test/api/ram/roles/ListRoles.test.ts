import { beforeAll, describe, expect, test } from 'vitest';
import type { SignedClient } from '../../../signed-client.js';
import { useTestServer } from '../../../use-test-server.js';
import { answer, invalid, namedAnswer, refused } from '../calls.js';
import { newRole } from './trust.js';

interface Page {
  readonly IsTruncated: boolean;
  readonly Marker?: string;
  readonly Roles: { readonly Role: readonly { readonly RoleName: string }[] };
}

describe('ListRoles', () => {
  const names = ['a', 'B', 'b-1', 'b.1', 'c'];
  const server = useTestServer();
  beforeAll(async () => {
    for (const name of [...names].reverse()) {
      await newRole(server, name, name.startsWith('b') ? { Tag: '[{"Key":"team","Value":"b"}]' } : {});
    }
  });
  const list = async (parameters: object, client: SignedClient = server.root) =>
    (await answer(client, 'ListRoles', parameters as Record<string, unknown>)) as unknown as Page;
  const namesOf = (page: Page) => page.Roles.Role.map(role => role.RoleName);

  test('lists all in the order of their names, with their tags and without their trust policies', async () => {
    const page = await list({});
    expect([namesOf(page), page.IsTruncated, page.Marker]).toEqual([names, false, undefined]);
    expect(await namedAnswer(server.root, 'ListRoles', { MaxItems: 1 })).toEqual({
      IsTruncated: true,
      Marker: expect.any(String),
      Roles: {
        Role: [
          {
            RoleId: 'user id',
            RoleName: 'a',
            Arn: `acs:ram::${server.accountId}:role/a`,
            Description: '',
            MaxSessionDuration: 3600,
            CreateDate: 'time',
            UpdateDate: 'time',
            Tags: { Tag: [] },
          },
        ],
      },
    });
  });

  test('goes on from page to page, also of those that have tags', async () => {
    const first = await list({ MaxItems: 3 });
    expect([namesOf(first), first.IsTruncated]).toEqual([['a', 'B', 'b-1'], true]);
    expect(namesOf(await list({ MaxItems: 3, Marker: first.Marker }))).toEqual(['b.1', 'c']);
    const Tag = '[{"Key":"team","Value":"b"}]';
    const tagged = await list({ Tag, MaxItems: 1 });
    expect([namesOf(tagged), tagged.IsTruncated]).toEqual([['b-1'], true]);
    expect(namesOf(await list({ Tag, MaxItems: 1, Marker: tagged.Marker }))).toEqual(['b.1']);
    await refused(server.root, 'ListRoles', { Marker: tagged.Marker }, invalid('Marker'));
  });

  test('shows nothing of another account', async () => {
    expect(namesOf(await list({}, server.otherAccount))).toEqual([]);
  });

  test('refuses markers that are not its own, and sizes out of range', async () => {
    const { Marker } = await list({ MaxItems: 1 });
    await refused(server.otherAccount, 'ListRoles', { Marker }, invalid('Marker'));
    await refused(server.root, 'ListUsers', { Marker }, invalid('Marker'));
    for (const MaxItems of [0, 1001]) await refused(server.root, 'ListRoles', { MaxItems }, invalid('MaxItems'));
  });
});
