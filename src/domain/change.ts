/**
 * What a domain hands to the store when a call is to have an effect: all of it at once, as compiled statements.
 * The store applies a change whole or not at all, and commits it together with the call's audit record and request nonce
 * (decision 2).
 */

/** What a step must find, and the reason that is given when it does not. */
export interface Expectation {
  /** How many rows it must find, change or remove; absent: any number. Goes with `otherwise`. */
  readonly affects?: number;
  /** The reason that is given when the count is another, or when the step violates a unique or foreign key. */
  readonly otherwise?: string;
}

/** One compiled SQL statement and what has to be true of it. */
export interface Step extends Expectation {
  readonly sql: string;
  /** Values the driver takes as they are: text, safe integers, null, Buffer. */
  readonly parameters: readonly unknown[];
}

export type Change = readonly Step[];

/**
 * A rule of a domain that stopped a call: thrown by domain code, and by the store when a step of a change did not find what
 * it expected. `reason` is a kebab-case word such as `user-exists`; the product's declaration says which API error it is.
 */
export class Refusal extends Error {
  constructor(
    readonly reason: string,
    readonly details: Readonly<Record<string, string>> = {},
  ) {
    super(reason);
    this.name = 'Refusal';
  }
}
