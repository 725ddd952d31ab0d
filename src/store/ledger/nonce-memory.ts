/**
 * The memory of nonces that threads share: which fingerprints were used, in windows of five minutes by the time stamps of the requests, so that a
 * whole window can be dropped. The writer thread writes it (nonce-windows.ts), the others read.
 *
 * Looking is plain reading: the writer sees what it wrote itself, and it alone decides. Another thread may miss what is written at that moment, and never
 * what was acknowledged, because the message that says so came after it.
 *
 * Layout, in numbers of 32 bits: the floor; how many entries of the directory there are to look at; a directory of windows, for each the window and the number and the list of its blocks; the
 * blocks. A block is a hash table of fingerprints with open addressing. The blocks of a window form levels of 1, 4, 16, 64, 64 … blocks. Half of
 * a fingerprint says in which block of a level it stands, the other half where in the block, and it stands in one of the levels. So a
 * window that grows moves nothing, and a reader in another thread needs no lock.
 */

/** 128 MB, of which the system gives a part when it is first written to: room for twelve million fingerprints at 11 bytes each. */
const BLOCKS = 2048;
export const SLOTS = 8192;
const MAX_LEVEL_BLOCKS = 64;
/** More windows than can be in use by clocks that are right: 15 minutes ahead, 25 back. */
export const WINDOWS = 64;

const floorAt = 0;
const entriesAt = 1;
const directoryAt = 16;
const entryLength = 2 + BLOCKS;
const blocksAt = directoryAt + WINDOWS * entryLength;
const blockLength = 2 * SLOTS;

export const windowMs = 5 * 60_000;

/** The window of a time stamp, in milliseconds since 1970. */
export function windowOf(time: number): number {
  return Math.floor(time / windowMs);
}

export function newNonceMemory(blocks: number = BLOCKS): SharedArrayBuffer {
  if (blocks > BLOCKS) throw new RangeError(`at most ${BLOCKS} blocks`);
  return new SharedArrayBuffer(4 * (blocksAt + blocks * blockLength));
}

/** The memory as numbers, for the one that writes and those that read. */
export class NonceMemory {
  readonly #numbers: Int32Array;
  readonly blocks: number;

  constructor(memory: SharedArrayBuffer) {
    this.#numbers = new Int32Array(memory);
    this.blocks = (this.#numbers.length - blocksAt) / blockLength;
  }

  /** Requests of windows before this one are refused: what they used was dropped to make room. */
  get floor(): number {
    return Atomics.load(this.#numbers, floorAt);
  }

  set floor(window: number) {
    Atomics.store(this.#numbers, floorAt, window);
  }

  /** Whether a fingerprint was used, in whatever window. */
  has(high: number, low: number): boolean {
    // Some ten at a time, since free entries are used again, the first one first.
    const entries = this.#numbers[entriesAt]!;
    for (let entry = 0; entry < entries; entry++) {
      if (this.#numbers[this.#at(entry)] !== 0 && this.#hasIn(entry, high, low)) return true;
    }
    return false;
  }

  /** The entry of a window in the directory, or one that is free; undefined when there is neither. */
  entryFor(window: number): number | undefined {
    let free: number | undefined;
    for (let entry = 0; entry < WINDOWS; entry++) {
      const found = Atomics.load(this.#numbers, this.#at(entry));
      if (found === window + 1) return entry;
      if (found === 0) free ??= entry;
    }
    return free;
  }

  /** Gives an entry to a window and the window further blocks, which are empty. */
  addBlocks(entry: number, window: number, blocks: readonly number[]): void {
    const count = this.#count(entry);
    this.#numbers.set(blocks, this.#at(entry) + 2 + count);
    if (entry >= Atomics.load(this.#numbers, entriesAt)) Atomics.store(this.#numbers, entriesAt, entry + 1);
    Atomics.store(this.#numbers, this.#at(entry) + 1, count + blocks.length);
    Atomics.store(this.#numbers, this.#at(entry), window + 1);
  }

  /** Takes an entry and its blocks, which it gives back empty, from its window. */
  clear(entry: number): number[] {
    const from = this.#at(entry) + 2;
    const blocks = [...this.#numbers.subarray(from, from + this.#count(entry))];
    Atomics.store(this.#numbers, this.#at(entry), 0);
    Atomics.store(this.#numbers, this.#at(entry) + 1, 0);
    for (const block of blocks) this.#numbers.fill(0, beginOf(block), beginOf(block) + blockLength);
    return blocks;
  }

  /** Adds what is not there to a level of the entry. The block must have room. @param begin where the level begins in the list of blocks */
  add(entry: number, begin: number, size: number, high: number, low: number): void {
    const at = this.#slot(this.#blockFor(entry, begin, size, low), high, low);
    if (at < 0) return;
    // The upper half last: while it is 0 readers take the slot for empty.
    this.#numbers[at + 1] = low;
    Atomics.store(this.#numbers, at, solid(high));
  }

  #hasIn(entry: number, high: number, low: number): boolean {
    const count = this.#count(entry);
    for (let begin = 0, size = 1; begin < count; begin += size, size = nextLevel(size)) {
      if (this.#slot(this.#blockFor(entry, begin, size, low), high, low) < 0) return true;
    }
    return false;
  }

  #blockFor(entry: number, begin: number, size: number, low: number): number {
    return this.#numbers[this.#at(entry) + 2 + begin + (low & (size - 1))]!;
  }

  /** Where it would be added; below 0 when it is there. */
  #slot(block: number, high: number, low: number): number {
    const from = beginOf(block);
    const upper = solid(high);
    for (let slot = high & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
      const at = from + 2 * slot;
      const found = this.#numbers[at]!;
      if (found === 0) return at;
      if (found === upper && this.#numbers[at + 1] === (low | 0)) return -1;
    }
  }

  #at(entry: number): number {
    return directoryAt + entry * entryLength;
  }

  #count(entry: number): number {
    return this.#numbers[this.#at(entry) + 1]!;
  }
}

/** The number of blocks of the level behind one of this size. */
export function nextLevel(size: number): number {
  return Math.min(4 * size, MAX_LEVEL_BLOCKS);
}

function beginOf(block: number): number {
  return blocksAt + block * blockLength;
}

/** As a signed number that is not 0, which marks an empty slot. */
function solid(high: number): number {
  return high | 0 || 1;
}
