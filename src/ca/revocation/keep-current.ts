/** Background job that signs what has become due: a revocation within half a second, and everything else ahead of its end. */
import { type Job, repeatedly } from '../../domain/repeatedly.js';
import type { RevocationLists } from './revocation-lists.js';

const LOOK_EVERY_MS = 500;
/** A store that is away need not be asked, nor complained of, twice a second. */
const PAUSE_MS = 10_000;
/** Other servers seldom find that a list has become too large. */
const NOTE_SHARDED_EVERY = 20;

/** The job of a thread that does not look after the lists itself: it learns which authorities have parts. */
export function noteListsOfOthers(lists: RevocationLists, onFault: (fault: unknown) => void): Job {
  const everyMs = LOOK_EVERY_MS * NOTE_SHARDED_EVERY;
  return repeatedly({ everyMs, pauseAfterFaultMs: PAUSE_MS, onFault }, () => lists.noteSharded());
}

/** The job that looks after the lists. `onFault` is told what could not be signed; the next look comes all the same. */
export function keepListsCurrent(lists: RevocationLists, now: () => Date, onFault: (fault: unknown) => void): Job {
  let looks = 0;
  return repeatedly({ everyMs: LOOK_EVERY_MS, pauseAfterFaultMs: PAUSE_MS, onFault }, async () => {
    if (looks++ % NOTE_SHARDED_EVERY === 0) await lists.noteSharded();
    await lists.publishDue(now(), onFault);
  });
}
