/**
 * RSA keys made on every processor that has nothing better to do: by threads of a low priority, one for each key that is being made at a time. They are
 * started when they are needed and end when nobody has asked for a while. How many keys are made at once is decided before (crypto/thread-pool.ts).
 */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { makeRsaKeyPairsBy, type RsaKeyPair } from '../crypto/rsa-key-pairs.js';
import { makeKeysOnAllProcessors } from '../crypto/thread-pool.js';
import type { FromMaker, ToMaker } from './key-maker-thread.js';
import { optionsForThread, threadEntry } from './worker-options.js';

const makerEntry = threadEntry(import.meta.url, './key-maker-thread.js');

/** A thread takes 40 ms of a processor to start and some 6 MB. */
const IDLE_MS = 10_000;
/** It has nothing but the key: the rest of its time it is in OpenSSL. */
const LIMITS = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 1 };

/** From now on RSA keys of this thread are made by such threads, where threads have priorities of their own. */
export function makeKeysInIdleTime(): void {
  if (!existsSync('/proc/thread-self')) return;
  const makers = new KeyMakers();
  makeRsaKeyPairsBy(modulusLength => makers.make(modulusLength));
  makeKeysOnAllProcessors();
}

export class KeyMakers {
  readonly #idle = new Set<Maker>();

  /** @param idleMs after which a thread that makes nothing ends */
  constructor(private readonly idleMs: number = IDLE_MS) {}

  /** How many threads wait for the next key. */
  get idle(): number {
    return this.#idle.size;
  }

  /** A pair of so many bits. Rejects when its thread has died. */
  async make(modulusLength: number): Promise<RsaKeyPair> {
    const [maker = new Maker(ended => this.#idle.delete(ended))] = this.#idle;
    this.#idle.delete(maker);
    const pair = await maker.make(modulusLength);
    this.#idle.add(maker);
    // It is nobody's from then on, not from when it has ended: a thread that is ending takes no more keys.
    maker.whenIdleFor(this.idleMs, () => this.#idle.delete(maker));
    return pair;
  }
}

class Maker {
  readonly #worker = new Worker(makerEntry, { name: 'key-maker', resourceLimits: LIMITS, ...optionsForThread() });
  #fault: unknown = new Error('the thread that made a key has ended');
  #ending: NodeJS.Timeout | undefined;
  /** What becomes of the key under way. */
  #made: (pair: RsaKeyPair) => void = () => undefined;
  #failed: (reason: unknown) => void = () => undefined;

  constructor(onEnd: (maker: Maker) => void) {
    this.#worker.on('message', ({ privateKey, publicKey }: FromMaker) =>
      this.#made({ privateKey: bufferOf(privateKey), publicKey: bufferOf(publicKey) }),
    );
    this.#worker.on('error', fault => {
      this.#fault = fault;
    });
    this.#worker.on('exit', () => {
      onEnd(this);
      this.#failed(this.#fault);
    });
    // Who waits for a key is a request, and a server that stops waits for those.
    this.#worker.unref();
  }

  make(modulusLength: ToMaker): Promise<RsaKeyPair> {
    clearTimeout(this.#ending);
    return new Promise((resolve, reject) => {
      this.#made = resolve;
      this.#failed = reject;
      this.#worker.postMessage(modulusLength);
    });
  }

  /** Ends the thread unless it is asked for a key before. @param onEnding is called when it begins to end */
  whenIdleFor(ms: number, onEnding: () => void): void {
    this.#ending = setTimeout(() => {
      onEnding();
      void this.#worker.terminate();
    }, ms).unref();
  }
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
