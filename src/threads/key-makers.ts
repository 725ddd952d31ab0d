/**
 * RSA keys made on every processor that has nothing better to do: by threads of a low priority, one for each key that is being made at a time. How many
 * keys are made at once is decided before (crypto/thread-pool.ts).
 */
import { makeRsaKeyPairsBy, type RsaKeyPair } from '../crypto/rsa-key-pairs.js';
import { makeKeysOnAllProcessors } from '../crypto/thread-pool.js';
import { HiredThreads } from './hired-threads.js';
import type { FromMaker, ToMaker } from './key-maker-thread.js';
import { haveThreadsPriorities } from './priority.js';
import { threadEntry } from './worker-options.js';

const makerEntry = threadEntry(import.meta.url, './key-maker-thread.js');

/** From now on RSA keys of this thread are made by such threads, where threads have priorities of their own. */
export function makeKeysInIdleTime(): void {
  if (!haveThreadsPriorities()) return;
  const makers = new KeyMakers();
  makeRsaKeyPairsBy(modulusLength => makers.make(modulusLength));
  makeKeysOnAllProcessors();
}

export class KeyMakers {
  readonly #threads: HiredThreads<ToMaker, FromMaker>;

  /** @param idleMs after which a thread that makes nothing ends */
  constructor(idleMs?: number) {
    this.#threads = new HiredThreads('key-maker', makerEntry, idleMs);
  }

  /** How many threads wait for the next key. */
  get idle(): number {
    return this.#threads.idle;
  }

  /** A pair of so many bits. Rejects when its thread has died. */
  async make(modulusLength: number): Promise<RsaKeyPair> {
    const { privateKey, publicKey } = await this.#threads.run(modulusLength);
    return { privateKey: bufferOf(privateKey), publicKey: bufferOf(publicKey) };
  }
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
