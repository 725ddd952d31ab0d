/**
 * Lists in parts. A list is asked for by page, with a number, or by continuation, with the place after which it goes on; some are asked for in
 * both ways. What a place looks like to clients is a marker (seal/markers.ts).
 */

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
export type Place = readonly (string | number)[];

/** What follows a place, instead of a page by its number. */
export interface Continuation<P extends Place> {
  /** Absent: the list from its start. */
  readonly after?: P | undefined;
  readonly size: number;
}

export interface ContinuationOf<T, P extends Place> {
  readonly items: readonly T[];
  /** The place of the last item; undefined when nothing follows it. */
  readonly next: P | undefined;
}

/** A part of a list that can be asked for in both ways. */
export type Part<P extends Place> = Page | Continuation<P>;

export interface PartOf<T, P extends Place> extends PageOf<T>, ContinuationOf<T, P> {}

/** A list of which places of this kind can be told: its operation, its account and whatever decides what is in it. */
export interface MarkedList {
  readonly action: string;
  readonly accountId: string;
  /** Written as JSON, so always with its members in one order. */
  readonly filters?: object;
}

/**
 * The first `size` of the items that were read, of which one more was asked for: where it is there, something follows, and nobody had
 * to count.
 */
export function cut<T, P extends Place>(
  read: readonly T[],
  size: number,
  placeOf: (item: T) => P,
): ContinuationOf<T, P> {
  const items = read.slice(0, size);
  const last = items.at(-1);
  return { items, next: last !== undefined && read.length > size ? placeOf(last) : undefined };
}

/** A whole list, `size` items at a time, so that other calls run in between. */
export async function* inParts<T, P extends Place>(
  size: number,
  read: (part: Continuation<P>) => Promise<ContinuationOf<T, P>>,
): AsyncGenerator<readonly T[]> {
  let after: P | undefined;
  do {
    const { items, next } = await read({ after, size });
    yield items;
    after = next;
  } while (after);
}
