/** Part of a list that goes on: what a caller gets, and whether there is more. */
export interface ListPage<T> {
  readonly items: readonly T[];
  /** Whether the list goes on after the last of the items. */
  readonly more: boolean;
}

/** Reads one item more than asked for, to know whether the list goes on without counting it. */
export async function pageOf<T>(limit: number, read: (limit: number) => Promise<readonly T[]>): Promise<ListPage<T>> {
  const items = await read(limit + 1);
  return { items: items.slice(0, limit), more: items.length > limit };
}
