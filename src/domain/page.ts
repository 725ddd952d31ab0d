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

/**
 * Where a list goes on: what the last entry so far is ordered by. A place and not a count of entries, so things that are made or
 * deleted between two pages neither repeat nor hide others.
 */
export type Place = readonly number[];

/** What follows a place, instead of a page by its number. */
export interface Continuation {
  readonly after: Place;
  readonly size: number;
}

/** A part of a list that can be asked for in both ways. */
export type Part = Page | Continuation;

export interface PartOf<T> extends PageOf<T> {
  /** The place of the last item; undefined when nothing follows it. */
  readonly next: Place | undefined;
}
