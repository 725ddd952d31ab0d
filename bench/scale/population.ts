/** What a filled store holds: shares of one number, so that a store of a thousand is a small picture of one of a million. */

/** How many of each there are, over all accounts; 0: none. */
export interface Size {
  readonly certificates: number;
  readonly keys: number;
  readonly secretVersions: number;
}

/** One sub CA with what it issued. */
export interface Branch {
  readonly name: string;
  readonly certificates: number;
  /** One of so many is revoked; 0: none. */
  readonly revokedEvery: number;
}

export interface FilledAccount {
  readonly branches: readonly Branch[];
  readonly keys: number;
  /** Each with `VERSIONS_OF_A_SECRET`. */
  readonly secrets: number;
}

/** One of so many has expired already. */
export const EXPIRED_EVERY = 20;
/** One of so many has an identifier of the caller's own. */
export const CUSTOM_EVERY = 25;
/** One of so many has a tag, of keys and secrets too. */
export const TAGGED_EVERY = 25;
/** One of so many is in a resource group of its own. */
export const GROUPED_EVERY = 10;

/** As many as a secret may have. */
export const VERSIONS_OF_A_SECRET = 10;
/** One key of so many is disabled. */
export const DISABLED_EVERY = 50;
/** One key, and one secret, of so many waits for its deletion. */
export const LEAVING_EVERY = 40;
/** One key of so many gets a version each year. */
export const ROTATED_EVERY = 20;
/** One secret of so many is under a key that its owner has chosen. */
export const UNDER_A_KEY_EVERY = 10;

/**
 * Three accounts. The first is the one of the first start and has most: half of all certificates below one CA, and one CA that revokes every
 * second; seven of ten keys and secrets.
 */
export function population({ certificates, keys, secretVersions }: Size): readonly FilledAccount[] {
  const secrets = secretVersions / VERSIONS_OF_A_SECRET;
  const share = (percent: number, all = certificates) => Math.round((all * percent) / 100);
  const branch = (name: string, percent: number, revokedEvery: number) => ({
    name,
    certificates: share(percent),
    revokedEvery,
  });
  const account = (percent: number, ...branches: Branch[]): FilledAccount => ({
    branches: branches.filter(it => it.certificates > 0),
    keys: share(percent, keys),
    secrets: share(percent, secrets),
  });
  return [
    account(70, branch('Large', 50, 100), branch('Revoking', 20, 2), branch('Small', 2, 10)),
    account(20, branch('Second', 18, 50)),
    account(10, branch('Third', 10, 0)),
  ];
}

export const isOneOf = (every: number, number: number): boolean => every > 0 && number % every === 0;
