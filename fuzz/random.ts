/** Chance that can be repeated: the same seed gives the same choices (xoshiro128**, Blackman and Vigna 2018). */

export class Random {
  readonly #state = new Uint32Array(4);

  /** @param seeds whole numbers; the same ones in the same order give the same sequence */
  constructor(...seeds: readonly number[]) {
    // SplitMix-like spreading (murmur3's finalizer), so that neighbouring seeds have nothing in common.
    let mixed = 0x9e3779b9;
    for (let i = 0; i < 4; i++) {
      for (const seed of seeds) {
        mixed = Math.imul(mixed ^ (mixed >>> 16) ^ (seed + i), 0x85ebca6b);
        mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
      }
      this.#state[i] = mixed ^ (mixed >>> 16) ^ (i + 1);
    }
  }

  /** 32 bits. */
  next(): number {
    const s = this.#state;
    const scaled = Math.imul(s[1]!, 5);
    const result = Math.imul((scaled << 7) | (scaled >>> 25), 9) >>> 0;
    const shifted = s[1]! << 9;
    s[2] = s[2]! ^ s[0]!;
    s[3] = s[3]! ^ s[1]!;
    s[1] = s[1]! ^ s[2]!;
    s[0] = s[0]! ^ s[3]!;
    s[2] = s[2]! ^ shifted;
    s[3] = (s[3]! << 11) | (s[3]! >>> 21);
    return result;
  }

  /** A whole number from 0, below `end`. */
  below(end: number): number {
    return Math.floor((this.next() / 2 ** 32) * end);
  }

  /** True so often: 0.25 is every fourth time. */
  chance(probability: number): boolean {
    return this.next() / 2 ** 32 < probability;
  }

  pick<T>(choices: readonly T[]): T {
    if (choices.length === 0) throw new RangeError('there is nothing to pick from');
    return choices[this.below(choices.length)] as T;
  }

  /** As `pick`, where each choice comes with how often it is to be taken compared to the others. */
  weighted<T>(choices: readonly (readonly [weight: number, choice: T])[]): T {
    let at = (this.next() / 2 ** 32) * choices.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, choice] of choices) {
      at -= weight;
      if (at < 0) return choice;
    }
    return choices.at(-1)![1];
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.next() & 0xff));
  }

  /** So many characters out of an alphabet. */
  text(length: number, alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'): string {
    return Array.from({ length }, () => alphabet[this.below(alphabet.length)]).join('');
  }
}
