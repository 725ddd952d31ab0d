/** One page of a list that is asked for by number. */
export interface Page {
  /** From 1. */
  readonly number: number;
  readonly size: number;
}

export interface PageOf<T> {
  readonly items: readonly T[];
  /** All that match, on whatever page. */
  readonly total: number;
}
