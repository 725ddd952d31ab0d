/** The one that writes the memory of nonces: the writer thread, after a commit and when it starts. */
import type { Fingerprint } from './nonce-fingerprint.js';
import { NonceMemory, nextLevel, SLOTS } from './nonce-memory.js';

/** Above this the search in a block gets long. */
const FULL_BLOCK = SLOTS * 0.75;

/** The last level of a window, which is the one that is being filled. */
interface Filling {
  readonly entry: number;
  readonly begin: number;
  readonly size: number;
  /** Fingerprints in each of its blocks. */
  readonly used: Uint16Array;
}

export class NonceWindows {
  readonly #memory: NonceMemory;
  readonly #free: number[];
  readonly #filling = new Map<number, Filling>();

  /** @param memory nothing else writes it; it is empty */
  constructor(memory: SharedArrayBuffer) {
    this.#memory = new NonceMemory(memory);
    this.#free = Array.from({ length: this.#memory.blocks }, (_, n) => n).reverse();
  }

  /** Whether a request of a window may not use this: it was used, or nobody knows any more. */
  isSpent({ high, low }: Fingerprint, window: number): boolean {
    return window < this.#memory.floor || this.#memory.has(high, low);
  }

  /**
   * Remembers that it was used. When there is no more memory, the oldest windows are dropped and their requests are refused from then on, which
   * can be the window of this one.
   */
  add({ high, low }: Fingerprint, window: number): void {
    if (window < this.#memory.floor) return;
    const level = this.#levelWithRoom(window, low);
    if (!level) return;
    this.#memory.add(level.entry, level.begin, level.size, high, low);
    level.used[low & (level.size - 1)]!++;
  }

  /** Drops windows before this one, whose requests the clock refuses. */
  forgetBefore(window: number): void {
    for (const old of [...this.#filling.keys()]) if (old < window) this.#drop(old);
  }

  #levelWithRoom(window: number, low: number): Filling | undefined {
    const last = this.#filling.get(window);
    if (last && last.used[low & (last.size - 1)]! < FULL_BLOCK) return last;
    const size = last ? nextLevel(last.size) : 1;
    let entry = this.#memory.entryFor(window);
    while (entry === undefined || this.#free.length < size) {
      const oldest = Math.min(window, ...this.#filling.keys());
      this.#memory.floor = oldest + 1;
      this.#drop(oldest);
      if (oldest === window) return undefined;
      entry = this.#memory.entryFor(window);
    }
    this.#memory.addBlocks(entry, window, this.#free.splice(-size));
    const level = { entry, begin: last ? last.begin + last.size : 0, size, used: new Uint16Array(size) };
    this.#filling.set(window, level);
    return level;
  }

  #drop(window: number): void {
    const filling = this.#filling.get(window);
    if (!filling) return;
    this.#filling.delete(window);
    this.#free.push(...this.#memory.clear(filling.entry));
  }
}
