import { beforeAll, describe, expect, test } from 'vitest';
import type { SignedClient } from '../../../signed-client.js';
import { useTestServer } from '../../../use-test-server.js';
import { answer, invalid, namedAnswer, refused, tooLong } from '../calls.js';

interface Page {
  readonly IsTruncated: boolean;
  readonly Marker?: string;
  readonly Users: { readonly User: readonly { readonly UserName: string }[] };
}

describe('ListUsers', () => {
  const names = ['a', 'B', 'b-1', 'b.1', 'c', 'D', 'e_1'];
  const server = useTestServer();
  beforeAll(async () => {
    for (const UserName of [...names].reverse()) await answer(server.root, 'CreateUser', { UserName });
  });

  const list = async (parameters: object, client: SignedClient = server.root) =>
    (await answer(client, 'ListUsers', parameters as Record<string, unknown>)) as unknown as Page;
  const namesOf = (page: Page) => page.Users.User.map(user => user.UserName);

  test('lists all in the order of their names, without a marker', async () => {
    const page = await list({});
    expect([namesOf(page), page.IsTruncated, page.Marker]).toEqual([names, false, undefined]);
    expect(await namedAnswer(server.root, 'ListUsers', { MaxItems: 1 })).toEqual({
      IsTruncated: true,
      Marker: expect.any(String),
      Users: {
        User: [
          {
            UserId: 'user id',
            UserName: 'a',
            DisplayName: '',
            MobilePhone: '',
            Email: '',
            Comments: '',
            CreateDate: 'time',
            UpdateDate: 'time',
          },
        ],
      },
    });
  });

  test('goes on from page to page, whatever is made and deleted between them', async () => {
    const first = await list({ MaxItems: 3 });
    expect([namesOf(first), first.IsTruncated]).toEqual([['a', 'B', 'b-1'], true]);
    await answer(server.root, 'CreateUser', { UserName: 'aa' });
    await answer(server.root, 'DeleteUser', { UserName: 'b-1' });
    const second = await list({ MaxItems: 3, Marker: first.Marker });
    expect([namesOf(second), second.IsTruncated]).toEqual([['b.1', 'c', 'D'], true]);
    const third = await list({ MaxItems: 3, Marker: second.Marker });
    expect([namesOf(third), third.IsTruncated, third.Marker]).toEqual([['e_1'], false, undefined]);
    await answer(server.root, 'DeleteUser', { UserName: 'aa' });
    await answer(server.root, 'CreateUser', { UserName: 'b-1' });
  });

  test('is not truncated when the page is just full', async () => {
    const page = await list({ MaxItems: names.length });
    expect([namesOf(page), page.IsTruncated, page.Marker]).toEqual([names, false, undefined]);
  });

  test('shows nothing of another account', async () => {
    expect(namesOf(await list({}, server.otherAccount))).toEqual([]);
  });

  test('refuses markers that are not its own, and sizes out of range', async () => {
    const { Marker = '' } = await list({ MaxItems: 1 });
    const changed = `${Marker.slice(0, 40)}${Marker[40] === 'A' ? 'B' : 'A'}${Marker.slice(41)}`;
    for (const wrong of ['b', changed, `${Marker}A`, Marker.slice(1)]) {
      await refused(server.root, 'ListUsers', { Marker: wrong }, invalid('Marker'));
    }
    await refused(server.otherAccount, 'ListUsers', { Marker }, invalid('Marker'));
    await refused(server.root, 'ListPolicies', { Marker }, invalid('Marker'));
    await refused(server.root, 'ListUsers', { Marker: 'A'.repeat(1025) }, tooLong('Marker'));
    for (const MaxItems of [0, 1001, -1, '1e2', 'many']) {
      await refused(server.root, 'ListUsers', { MaxItems }, invalid('MaxItems'));
    }
    expect(namesOf(await list({ MaxItems: 1000 }))).toEqual(names);
  });
});
