/**
 * RSA key pairs made ahead. Finding primes takes 0.1 s for 2048 bits and one to four seconds for 4096, so a server with nothing else to
 * do makes some for those who will ask, and a call that finds one answers as fast as for an elliptic curve.
 *
 * A key lies here sealed as it would in the store, is opened by the one call that takes it, and is handed out once. Nothing is written:
 * a stock that dies with the process is made again by the next, and no key that nobody asked for is in a backup.
 */
import { performance } from 'node:perf_hooks';
import type { Algorithm } from '../crypto/algorithm.js';
import { type GeneratedKey, generateKeyPair } from '../crypto/keys.js';
import { randomIdentifier } from '../crypto/random.js';
import { keyGeneration } from '../crypto/thread-pool.js';
import { type Job, repeatedly } from '../domain/repeatedly.js';
import { background, type Requester } from '../domain/requester.js';
import type { Seal } from './seal.js';
import { openBytes, sealBytes } from './sealed.js';

/** A pair as it lies in the stock. */
export interface KeptKey {
  /** What the sealed bytes are bound to until a record takes the key. */
  readonly id: string;
  readonly sealed: Buffer;
  readonly spkiDer: Buffer;
}

/** How often the server looks whether it has nothing better to do. */
const LOOK_EVERY_MS = 250;
/** Share of that time that the event loop was at work; below it the server counts as idle. */
const IDLE_UTILIZATION = 0.2;

export class KeyStock {
  /** By name of the algorithm. A size is in it from the first call that asks for it. */
  readonly #kept = new Map<string, { readonly algorithm: Algorithm; readonly keys: KeptKey[] }>();

  /**
   * @param perSize how many key pairs of each size are kept; 0: none
   * @param sizes those that are made before anybody has asked
   */
  constructor(
    private readonly seal: Seal,
    private readonly perSize: number,
    sizes: readonly Algorithm[] = [],
  ) {
    for (const algorithm of sizes) this.#want(algorithm);
  }

  /**
   * A pair that nobody has had before: from the stock, or made now. Curves are never kept, they cost too little. The caller wipes the
   * private half. Rejects as `generateKeyPair` does when one has to be made.
   */
  async keyPair(algorithm: Algorithm, requester: Requester): Promise<GeneratedKey> {
    const kept = this.take(algorithm);
    return kept ? openKept(this.seal, algorithm, kept) : generateKeyPair(algorithm, requester);
  }

  /** A pair as it lies here, if there is one: nobody else gets it. */
  take(algorithm: Algorithm): KeptKey | undefined {
    return this.#want(algorithm)?.keys.shift();
  }

  /** How many pairs of an algorithm lie ready. */
  size(algorithm: Algorithm): number {
    return this.#kept.get(algorithm.name)?.keys.length ?? 0;
  }

  /** Makes one pair of the size that has the fewest; false where every size is full. */
  async makeOne(): Promise<boolean> {
    const lacking = [...this.#kept.values()].filter(({ keys }) => keys.length < this.perSize);
    const poorest = lacking.sort((one, other) => one.keys.length - other.keys.length)[0];
    if (!poorest) return false;
    const { pkcs8Der, spkiDer } = await generateKeyPair(poorest.algorithm, background);
    const id = `key made ahead ${randomIdentifier()}`;
    try {
      poorest.keys.push({ id, sealed: await sealBytes(this.seal, pkcs8Der, id), spkiDer });
    } finally {
      pkcs8Der.fill(0);
    }
    return true;
  }

  /** Fills the stock one pair at a time, whenever the event loop has little to do and no key is being made. */
  job(onFault: (fault: unknown) => void): Job {
    let before = performance.eventLoopUtilization();
    return repeatedly({ everyMs: LOOK_EVERY_MS, onFault }, async () => {
      const { utilization } = performance.eventLoopUtilization(before);
      if (utilization < IDLE_UTILIZATION && keyGeneration.isIdle) await this.makeOne();
      before = performance.eventLoopUtilization();
    });
  }

  #want(algorithm: Algorithm) {
    if (algorithm.family !== 'RSA' || this.perSize === 0) return undefined;
    const known = this.#kept.get(algorithm.name);
    if (known) return known;
    const added = { algorithm, keys: [] };
    this.#kept.set(algorithm.name, added);
    return added;
  }
}

/** Opens a pair out of the stock. The caller wipes the private half. */
export async function openKept(seal: Seal, algorithm: Algorithm, kept: KeptKey): Promise<GeneratedKey> {
  return { algorithm, pkcs8Der: await openBytes(seal, kept.sealed, kept.id), spkiDer: kept.spkiDer };
}
