/** What a filled store holds: shares of one number, so that a store of a thousand is a small picture of one of a million. */

/** One sub CA with what it issued. */
export interface Branch {
  readonly name: string;
  readonly certificates: number;
  /** One of so many is revoked; 0: none. */
  readonly revokedEvery: number;
}

export interface FilledAccount {
  readonly branches: readonly Branch[];
}

/** One of so many has expired already. */
export const EXPIRED_EVERY = 20;
/** One of so many has an identifier of the caller's own. */
export const CUSTOM_EVERY = 25;
/** One of so many has a tag. */
export const TAGGED_EVERY = 25;
/** One of so many is in a resource group of its own. */
export const GROUPED_EVERY = 10;

/** Three accounts. The first is the one of the first start and has most: half of all below one CA, and one CA that revokes every second. */
export function population(certificates: number): readonly FilledAccount[] {
  const share = (percent: number) => Math.round((certificates * percent) / 100);
  return [
    {
      branches: [
        { name: 'Large', certificates: share(50), revokedEvery: 100 },
        { name: 'Revoking', certificates: share(20), revokedEvery: 2 },
        { name: 'Small', certificates: share(2), revokedEvery: 10 },
      ],
    },
    { branches: [{ name: 'Second', certificates: share(18), revokedEvery: 50 }] },
    { branches: [{ name: 'Third', certificates: share(10), revokedEvery: 0 }] },
  ];
}
