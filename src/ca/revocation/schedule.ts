/**
 * When lists are signed and how they are numbered (RFC 5280 sections 3.3, 5.1.2 and 5.2.3). A function of what was published, of the clock
 * and of what this process has seen, so that every case can be tried:
 *
 * - something was revoked: at once
 * - half of the life of the lists is over: by the calendar, long before `nextUpdate`
 * - this process has not published or read lists of the authority yet: the store may be a copy from last week, put back, and newer lists may
 *   be out in the world. So the first lists after a start are signed anew, and their number follows the clock, which goes on meanwhile.
 * - the lists are from the future: somebody has set the clock back. Relying parties would refuse them, so they are signed anew, with a
 *   number that still rises.
 */
import type { NumberedList, Publication, Publisher } from './store.js';

const DAY_MS = 86_400_000;
/** Delta lists are for those who want to know soon, so they are signed daily, with time to spare. */
const DELTA_MS = DAY_MS;
/** Clocks of replicas may differ by so much. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;
/** A revocation is stamped before it is committed; one that was stamped so long before a list was made is on it. */
const COMMIT_MARGIN_MS = 60 * 60_000;

/** Whether an authority's lists have to be signed before they can be served. `seen`: the highest number that this process knows of, if any. */
export function isDue(publisher: Publisher, seen: number | undefined, now: Date): boolean {
  const { published, revision } = publisher;
  return (
    !published ||
    seen === undefined ||
    published.number < seen ||
    published.revision !== revision ||
    renewalOf(published, publisher.crlDays) <= now ||
    isFromTheFuture(published, now)
  );
}

export interface Plan {
  readonly number: number;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly deltaNextUpdate: Date;
  readonly regular: NumberedList;
  readonly base: NumberedList;
  /** Certificates that expired before this have been on a regular list since. */
  readonly keepFrom: Date;
  /** Whatever was revoked after the base list was made was stamped at this time or later. */
  readonly changedSince: Date;
  /** Whether lists whose entries are the same have to be signed all the same. */
  readonly all: boolean;
}

/** The next lists. */
export function plan({ published, crlDays }: Publisher, seen: number | undefined, now: Date): Plan {
  const lifeMs = crlDays * DAY_MS;
  // The millisecond rises by itself, on every replica and after a restore; what was published and seen rises even when the clock does not.
  const number = Math.max(now.getTime(), (published?.number ?? 0) + 1, (seen ?? 0) + 1);
  const own: NumberedList = { number, at: now };
  const anew = !published || isFromTheFuture(published, now);
  const regular = anew || now.getTime() - published.regular.at.getTime() >= lifeMs / 2;
  const base = anew ? own : regular ? published.regular : published.base;
  return {
    number,
    thisUpdate: now,
    nextUpdate: new Date(now.getTime() + lifeMs),
    deltaNextUpdate: new Date(now.getTime() + Math.min(lifeMs, DELTA_MS)),
    regular: regular ? own : published.regular,
    base,
    // With the clock set back, the last regular list may have been made in what is the future now, when less was valid.
    keepFrom: published ? earlier(published.regular.at, now) : now,
    changedSince: new Date(base.at.getTime() - COMMIT_MARGIN_MS),
    all: regular || seen === undefined || (published !== undefined && published.number < seen),
  };
}

/** From when on lists are signed anew though nothing was revoked: the regular ones in the middle of their life, delta lists in that of theirs. */
export function renewalOf({ thisUpdate, regular, shards }: Publication, crlDays: number): Date {
  const regularly = new Date(regular.at.getTime() + (crlDays * DAY_MS) / 2);
  return shards > 0 ? earlier(regularly, new Date(thisUpdate.getTime() + DELTA_MS / 2)) : regularly;
}

const isFromTheFuture = ({ thisUpdate }: Publication, now: Date): boolean =>
  thisUpdate.getTime() > now.getTime() + CLOCK_TOLERANCE_MS;

const earlier = (one: Date, other: Date): Date => (one < other ? one : other);
