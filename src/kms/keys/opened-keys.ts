/**
 * Material of key versions, opened and kept in memory for a while, so that not every call unseals it (decision 10).
 *
 * It is bounded in number and in time, counted from the opening, whether or not it is used meanwhile. What goes is wiped. Whether a key may work is
 * not decided here: callers read its record first, each time, so that a key which is disabled or deleted stops at once although its material
 * lies here for some minutes yet.
 */

export interface OpenedKeysSettings<Opened> {
  /** How many are kept at most. */
  readonly capacity: number;
  /** For how long each is. */
  readonly lifetimeMs: number;
  /** Overwrites what is let go. */
  readonly wipe: (opened: Opened) => void;
  /** Milliseconds on a clock that only goes on. */
  readonly clock?: () => number;
}

interface Kept<Opened> {
  readonly opened: Opened;
  readonly until: number;
}

export class OpenedKeys<Opened> {
  /** In the order of their last use. */
  readonly #kept = new Map<string, Kept<Opened>>();
  /** Callers that need one at the same moment share its opening. */
  readonly #opening = new Map<string, Promise<Opened>>();
  #sweeper: NodeJS.Timeout | undefined;

  constructor(private readonly settings: OpenedKeysSettings<Opened>) {}

  /**
   * Works with the material of a version, opened now if it is not kept.
   * @param open is asked for it at most once by all who wait; a fault of it goes to all of them, and is not kept
   * @param work ends before anything else happens: it may keep nothing of what it is given
   */
  async use<T>(versionId: string, open: () => Promise<Opened>, work: (opened: Opened) => T): Promise<T> {
    for (;;) {
      const kept = this.#find(versionId);
      if (kept) return work(kept.opened);
      await (this.#opening.get(versionId) ?? this.#open(versionId, open));
    }
  }

  /** How many are kept. */
  get count(): number {
    return this.#kept.size;
  }

  /** Wipes the material of a version now. */
  forget(versionId: string): void {
    const kept = this.#kept.get(versionId);
    if (!kept) return;
    this.#kept.delete(versionId);
    this.settings.wipe(kept.opened);
  }

  /** Wipes everything. */
  close(): void {
    for (const versionId of [...this.#kept.keys()]) this.forget(versionId);
    clearTimeout(this.#sweeper);
    this.#sweeper = undefined;
  }

  #find(versionId: string): Kept<Opened> | undefined {
    const kept = this.#kept.get(versionId);
    if (!kept) return undefined;
    if (kept.until <= this.#now()) {
      this.forget(versionId);
      return undefined;
    }
    this.#kept.delete(versionId);
    this.#kept.set(versionId, kept);
    return kept;
  }

  #open(versionId: string, open: () => Promise<Opened>): Promise<Opened> {
    const opening = open()
      .then(opened => {
        this.#keep(versionId, opened);
        return opened;
      })
      .finally(() => this.#opening.delete(versionId));
    this.#opening.set(versionId, opening);
    return opening;
  }

  #keep(versionId: string, opened: Opened): void {
    const { capacity, lifetimeMs } = this.settings;
    const [longestUnused] = this.#kept.keys();
    if (longestUnused !== undefined && this.#kept.size >= capacity) this.forget(longestUnused);
    this.#kept.set(versionId, { opened, until: this.#now() + lifetimeMs });
    this.#sweepLater();
  }

  /** Also what nobody asks for again is wiped in time. Does not keep the process alive. */
  #sweepLater(): void {
    this.#sweeper ??= setTimeout(() => {
      this.#sweeper = undefined;
      const now = this.#now();
      for (const [versionId, { until }] of this.#kept) if (until <= now) this.forget(versionId);
      if (this.#kept.size > 0) this.#sweepLater();
    }, this.settings.lifetimeMs).unref();
  }

  #now(): number {
    return (this.settings.clock ?? performance.now.bind(performance))();
  }
}
