/** What every list by page number keeps to (wire/kms.md section 1.5), as one suite. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { TestServer } from '../../server.js';
import { invalid, kms, kmsOk, ok } from './kms-calls.js';

export interface PagedList {
  readonly action: string;
  /** `NetworkRules` of `{ NetworkRules: { NetworkRule: [] } }`. */
  readonly wrapper: string;
  readonly member: string;
  /** Creates one thing. */
  readonly create: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** How a thing of that name is listed. */
  readonly listed: (name: string) => object;
}

/** Tests a list on a server on which nothing of its kind exists yet. */
export function describePagedList(
  server: () => TestServer,
  { action, wrapper, member, create, parameters, listed }: PagedList,
): void {
  const list = (query: object = {}, client = server().root) => kms(client, action, query as Record<string, unknown>);
  const page = (PageNumber: number, PageSize: number, TotalCount: number, names: readonly string[]) =>
    ok({ PageNumber, PageSize, TotalCount, [wrapper]: { [member]: names.map(listed) } });

  describe('pages', () => {
    beforeAll(async () => {
      for (const Name of ['b', 'a', 'c']) {
        await kmsOk(server().root, create, { ...parameters, Name });
        // Things of one millisecond come in the order of their names.
        await new Promise(resolve => setTimeout(resolve, 5));
      }
    });

    test('come newest first, twenty entries at a time unless asked otherwise', async () => {
      expect(await list()).toEqual(page(1, 20, 3, ['c', 'a', 'b']));
      expect(await list({ PageNumber: 2, PageSize: 2 })).toEqual(page(2, 2, 3, ['b']));
      expect(await list({ PageSize: 100 })).toEqual(page(1, 100, 3, ['c', 'a', 'b']));
    });

    test('a size of 0 stands for the default', async () => {
      expect(await list({ PageSize: 0 })).toEqual(page(1, 20, 3, ['c', 'a', 'b']));
    });

    test('a page past the end is empty, however far', async () => {
      expect(await list({ PageNumber: 3, PageSize: 2 })).toEqual(page(3, 2, 3, []));
      expect(await list({ PageNumber: 2 ** 31 - 1, PageSize: 100 })).toEqual(page(2 ** 31 - 1, 100, 3, []));
    });

    test('another account sees its own, in a wrapper with an empty array', async () => {
      expect(await list({}, server().otherAccount)).toEqual(page(1, 20, 0, []));
    });
  });

  test.each([
    [{ PageNumber: 0 }, invalid('PageNumber', 'must be at least 1')],
    [{ PageNumber: 2 ** 31 }, invalid('PageNumber', 'must be at most 2147483647')],
    [{ PageNumber: '1e3' }, invalid('PageNumber', 'must be a whole number')],
    [{ PageSize: 101 }, invalid('PageSize', 'must be at most 100')],
    [{ PageSize: -1 }, invalid('PageSize', 'must be at least 0')],
    [{ PageSize: 'all' }, invalid('PageSize', 'must be a whole number')],
  ])('%j is refused', async (query, answer) => {
    expect(await list(query)).toEqual(answer);
  });
}
