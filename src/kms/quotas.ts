/**
 * How many keys and secrets an account may have, in its instances and outside of them. The vendor's quotas are for sale; these keep a program that
 * never ends from filling the disk of all accounts. They are as many as the lists are measured with.
 */
export const MOST_KEYS = 1_000_000;
export const MOST_SECRETS = 1_000_000;

/** How many more there may be where something is made. */
export interface Room {
  /** In the account. */
  readonly ofAccount: number;
  /** In the instance that it is made in, if any. */
  readonly ofInstance: number | undefined;
}
