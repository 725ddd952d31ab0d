/** What a kind of thing may still do in each of its states, as a table that the reference shows. */

export interface Lifecycle {
  /** Fragment of its place on the page, and what the table is of: `cas`, `CAs`. */
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly states: readonly { readonly name: string; readonly about: string }[];
  readonly acts: readonly LifecycleAct[];
}

export interface LifecycleAct {
  readonly about: string;
  /** The operations that do it, as far as operations do. */
  readonly operations: readonly string[];
  /** One for each state. */
  readonly cells: readonly LifecycleCell[];
}

/** Allowed; refused, by the domain's reason, which the product maps to an error code; or what happens instead. */
export type LifecycleCell = 'yes' | { readonly refusal: string } | { readonly instead: string };
