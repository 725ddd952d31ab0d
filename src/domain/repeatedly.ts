/** Work that a server does by itself from time to time, beside the calls: what all such work has in common. */

/** Background work of a server. */
export interface Job {
  /** Does not keep the process alive. */
  start(): void;
  /** Asks what is under way to end, and resolves when nothing is. */
  stop(): Promise<void>;
}

export interface Repetition {
  /** From the end of one time to the next, at the least; a time that takes longer is not joined by another. */
  readonly everyMs: number;
  /** Instead of `everyMs` after a fault: a database that is away need not be asked, nor complained of, twice a second. */
  readonly pauseAfterFaultMs?: number;
  /** Is told what went wrong; the next time comes all the same. */
  readonly onFault: (fault: unknown) => void;
}

/** @param work is given a signal that ends it early, which work that takes long has to look at */
export function repeatedly(
  { everyMs, pauseAfterFaultMs = everyMs, onFault }: Repetition,
  work: (signal: AbortSignal) => Promise<unknown>,
): Job {
  const stopped = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const later = (pauseMs: number) => {
    if (!stopped.signal.aborted) timer = setTimeout(once, pauseMs).unref();
  };
  const once = () => {
    running = Promise.resolve()
      .then(() => work(stopped.signal))
      .then(
        () => later(everyMs),
        fault => {
          onFault(fault);
          later(pauseAfterFaultMs);
        },
      );
  };
  return {
    start: () => later(everyMs),
    stop: async () => {
      stopped.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
