/** Lists that were served lately, so that serving is from memory. Bounded by bytes: the list that was read longest ago goes first. */
import type { StoredList } from './store.js';

const MAX_BYTES = 64 * 1024 * 1024;
/** What a list costs besides its bytes. */
const OVERHEAD_BYTES = 512;

interface Kept {
  /** Number of the publication for which it was the current one. */
  readonly asOf: number;
  readonly list: StoredList;
}

export class ListCache {
  readonly #kept = new Map<string, Kept>();
  #bytes = 0;

  /** The list that belongs to the publication of that number. */
  find(authorityId: string, name: string, asOf: number): StoredList | undefined {
    const kept = this.#kept.get(`${authorityId} ${name}`);
    return kept?.asOf === asOf ? kept.list : undefined;
  }

  keep(authorityId: string, list: StoredList, asOf: number): void {
    const key = `${authorityId} ${list.name}`;
    this.#drop(key);
    this.#kept.set(key, { asOf, list });
    this.#bytes += list.der.length + OVERHEAD_BYTES;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= MAX_BYTES || oldest === key) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const kept = this.#kept.get(key);
    if (!kept) return;
    this.#kept.delete(key);
    this.#bytes -= kept.list.der.length + OVERHEAD_BYTES;
  }
}
