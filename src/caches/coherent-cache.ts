/**
 * Values that were made from what is stored, each kept while its subject has the generation that it was loaded at. Callers that want the same value
 * at once share one load. How much is kept is bounded: it lies in two halves, and when the newer half is full the older one is dropped, with all in
 * it that nobody has asked for since.
 */
import type { AtOnce } from '../domain/at-once.js';
import type { Generations, Reading, Subject } from './generations.js';

interface Kept<Value> {
  readonly generation: number;
  readonly value: Value;
  readonly weight: number;
}

interface Load<Value> {
  readonly generation: number;
  readonly value: Promise<Value | undefined>;
}

export interface CacheSettings<Value> {
  readonly subject: Subject;
  /** How much is kept at most. */
  readonly capacity: number;
  /** What a value counts; absent: each counts 1. */
  readonly weigh?: (value: Value) => number;
}

export class CoherentCache<Value> {
  #newer = new Map<string, Kept<Value>>();
  #older = new Map<string, Kept<Value>>();
  #newerWeight = 0;
  /** Apart from what is kept: what strangers ask for and is not there must not push out what is. */
  readonly #loads = new Map<string, Load<Value>>();

  constructor(
    private readonly generations: Generations,
    private readonly settings: CacheSettings<Value>,
  ) {}

  /**
   * The value as it is stored now: at once where it is kept and nobody has to ask for the generations, and otherwise loaded. Undefined, which is not
   * kept, and a fault of `load` go to those who wait for this load.
   * @param load reads rows after it is called, and makes the value; nobody may change that afterwards, since others get the same
   * @param reading what the generations were when the call began, where that has been read already: the value is at least as new
   */
  get(key: string, load: () => AtOnce<Value | undefined>, reading?: Reading): AtOnce<Value | undefined> {
    const now = reading ?? this.generations.read();
    if (now instanceof Promise) return now.then(it => this.get(key, load, it));
    const generation = now[this.settings.subject];
    const kept = this.#find(key, generation);
    if (kept) return kept.value;
    const sharedLoad = this.#loads.get(key);
    if (sharedLoad?.generation === generation) return sharedLoad.value;
    return this.#load(key, generation, load);
  }

  #find(key: string, generation: number): Kept<Value> | undefined {
    const newer = this.#newer.get(key);
    if (newer) return newer.generation === generation ? newer : undefined;
    const older = this.#older.get(key);
    if (older?.generation !== generation) return undefined;
    this.#keep(key, older);
    return older;
  }

  async #load(key: string, generation: number, load: () => AtOnce<Value | undefined>): Promise<Value | undefined> {
    const { weigh = () => 1 } = this.settings;
    const own = { generation, value: Promise.resolve(load()) };
    this.#loads.set(key, own);
    try {
      const value = await own.value;
      if (value !== undefined) this.#keep(key, { generation, value, weight: weigh(value) });
      return value;
    } finally {
      // Another load, at another generation, may have taken its place.
      if (this.#loads.get(key) === own) this.#loads.delete(key);
    }
  }

  #keep(key: string, kept: Kept<Value>): void {
    const replaced = this.#newer.get(key)?.weight ?? 0;
    if (this.#newerWeight - replaced + kept.weight > this.settings.capacity / 2) {
      this.#older = this.#newer;
      this.#newer = new Map();
      this.#newerWeight = 0;
    }
    this.#newerWeight += kept.weight - (this.#newer.get(key)?.weight ?? 0);
    this.#newer.set(key, kept);
  }
}
