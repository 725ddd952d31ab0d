/**
 * How much time has passed for certain. The clock of a machine may run ahead and be put right again (a virtual machine that was
 * suspended, a battery that is empty, a wrong time server): what was removed as expired meanwhile would be missing afterwards.
 *
 * So the clock is held against another one that nobody can set and that only goes on (`performance.now()`), and the earliest time
 * counts that the clock, had it gone on evenly, would show after any of what it showed in the last while.
 */
export class PassedTime {
  /** Each with the difference of the two clocks at that moment, in milliseconds. Oldest first. */
  private samples: { readonly at: number; readonly ahead: number }[] = [];
  private readonly since: number;

  /**
   * @param whileMs for how long a clock has to have shown a time, going on evenly, before it is believed
   * @param clock milliseconds since 1970
   * @param steady milliseconds since whenever
   */
  constructor(
    private readonly whileMs: number,
    private readonly clock: () => number,
    private readonly steady: () => number = () => performance.now(),
  ) {
    this.since = steady();
  }

  /** The time, in milliseconds since 1970, that it is at least; undefined until the clock has been watched for long enough. To be asked every minute. */
  now(): number | undefined {
    const at = this.steady();
    this.samples.push({ at, ahead: this.clock() - at });
    this.samples = this.samples.filter(sample => at - sample.at <= this.whileMs);
    if (at - this.since < this.whileMs) return undefined;
    return Math.floor(at + Math.min(...this.samples.map(({ ahead }) => ahead)));
  }
}

/** As a function that is asked every minute: the time that it is for certain once the clock has gone on evenly for half an hour. */
export function certainTime(now: () => Date): () => Date | undefined {
  const passed = new PassedTime(30 * 60_000, () => now().getTime());
  return () => {
    const time = passed.now();
    return time === undefined ? undefined : new Date(time);
  };
}
