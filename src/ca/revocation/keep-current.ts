/** The clock beside the requests: signs what has become due, a revocation within half a second and everything else ahead of its end. */
import type { RevocationLists } from './revocation-lists.js';

const LOOK_EVERY_MS = 500;
/** A store that is away need not be asked, nor complained of, twice a second. */
const PAUSE_MS = 10_000;
/** Other servers seldom find that a list has become too large. */
const NOTE_SHARDED_EVERY = 20;

/**
 * Looks after the lists until the function that it returns is called, which resolves when nothing is under way. Does not keep the process
 * alive. `onError` is told what went wrong; the next look comes all the same.
 */
export function keepListsCurrent(
  lists: RevocationLists,
  now: () => Date,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let looks = 0;
  let pausedUntil = 0;
  let running: Promise<void> | undefined;
  const look = async () => {
    if (looks++ % NOTE_SHARDED_EVERY === 0) await lists.noteSharded();
    await lists.publishDue(now(), onError);
  };
  const pause = (error: unknown) => {
    pausedUntil = performance.now() + PAUSE_MS;
    onError(error);
  };
  const timer = setInterval(() => {
    if (performance.now() < pausedUntil) return;
    running ??= look()
      .catch(pause)
      .finally(() => {
        running = undefined;
      });
  }, LOOK_EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
