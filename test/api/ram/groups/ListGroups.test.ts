import { beforeAll, describe, expect, test } from 'vitest';
import type { SignedClient } from '../../../signed-client.js';
import { useTestServer } from '../../../use-test-server.js';
import { answer, invalid, namedAnswer, refused, tooLong } from '../calls.js';

interface Page {
  readonly IsTruncated: boolean;
  readonly Marker?: string;
  readonly Groups: { readonly Group: readonly { readonly GroupName: string }[] };
}

describe('ListGroups', () => {
  const names = ['a', 'B', 'b-1', 'b.1', 'c'];
  const server = useTestServer();
  beforeAll(async () => {
    for (const GroupName of [...names].reverse()) await answer(server.root, 'CreateGroup', { GroupName });
  });

  const list = async (parameters: object, client: SignedClient = server.root) =>
    (await answer(client, 'ListGroups', parameters as Record<string, unknown>)) as unknown as Page;
  const namesOf = (page: Page) => page.Groups.Group.map(group => group.GroupName);

  test('lists all in the order of their names, without a marker', async () => {
    const page = await list({});
    expect([namesOf(page), page.IsTruncated, page.Marker]).toEqual([names, false, undefined]);
    expect(await namedAnswer(server.root, 'ListGroups', { MaxItems: 1 })).toEqual({
      IsTruncated: true,
      Marker: expect.any(String),
      Groups: {
        Group: [{ GroupId: 'group id', GroupName: 'a', Comments: '', CreateDate: 'time', UpdateDate: 'time' }],
      },
    });
  });

  test('goes on from page to page, whatever is made and deleted between them', async () => {
    const first = await list({ MaxItems: 3 });
    expect([namesOf(first), first.IsTruncated]).toEqual([['a', 'B', 'b-1'], true]);
    await answer(server.root, 'CreateGroup', { GroupName: 'aa' });
    await answer(server.root, 'DeleteGroup', { GroupName: 'b-1' });
    const second = await list({ MaxItems: 3, Marker: first.Marker });
    expect([namesOf(second), second.IsTruncated, second.Marker]).toEqual([['b.1', 'c'], false, undefined]);
    await answer(server.root, 'DeleteGroup', { GroupName: 'aa' });
    await answer(server.root, 'CreateGroup', { GroupName: 'b-1' });
  });

  test('shows nothing of another account', async () => {
    expect(namesOf(await list({}, server.otherAccount))).toEqual([]);
  });

  test('refuses markers that are not its own, and sizes out of range', async () => {
    const { Marker = '' } = await list({ MaxItems: 1 });
    await refused(server.root, 'ListGroups', { Marker: 'a' }, invalid('Marker'));
    await refused(server.otherAccount, 'ListGroups', { Marker }, invalid('Marker'));
    await refused(server.root, 'ListUsers', { Marker }, invalid('Marker'));
    await refused(server.root, 'ListGroups', { Marker: 'A'.repeat(1025) }, tooLong('Marker'));
    for (const MaxItems of [0, 1001]) await refused(server.root, 'ListGroups', { MaxItems }, invalid('MaxItems'));
    expect(namesOf(await list({ MaxItems: 1000 }))).toEqual(names);
  });
});
