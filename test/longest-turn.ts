/**
 * How long a piece of work holds the event loop at a time: milliseconds of this thread's processor, not of the clock, so that other
 * programs on the machine do not count.
 */

/** Of this thread, since it began. */
export function processorMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** The longest turn of the event loop during `work`: the immediates of a turn run once in it. */
export async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  let [last, longest, isOver] = [processorMs(), 0, false];
  const tick = () => {
    const now = processorMs();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isOver) setImmediate(tick);
  };
  setImmediate(tick);
  await work();
  isOver = true;
  tick();
  return longest;
}
