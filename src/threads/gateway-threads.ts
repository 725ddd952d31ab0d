/**
 * The threads beside the main one that answer requests: started, told what is new, replaced when they die, and stopped. A thread that dies takes its
 * connections with it and nothing else: what it has acknowledged is on disk, and what it had taken of what all share is given back.
 */

import { setTimeout as wait } from 'node:timers/promises';
import { type TransferListItem, Worker } from 'node:worker_threads';
import { processLines } from '../crypto/thread-pool.js';
import type { ListenerTls } from '../tls/server-tls.js';
import { Calls } from './calls.js';
import type { OfMain, OfThread } from './contract.js';
import { PlacesOfThread } from './slow-work.js';
import { optionsForThread } from './worker-options.js';

export interface ThreadsOptions {
  /** The compiled file of a thread. */
  readonly entry: URL;
  /** How many there are to be. */
  readonly count: number;
  /** What a new thread is started with. @param thread its number, from 1: the main thread is 0 */
  readonly start: (
    thread: number,
  ) => Promise<{ readonly data: object; readonly transfer: readonly TransferListItem[] }>;
  /** What the main thread does for them. */
  readonly offers: Omit<OfMain, 'ready' | 'takePlace' | 'leavePlace'>;
  /** Is told when a thread has died, of what, and what became of it. */
  readonly onDeath: (thread: number, reason: string) => void;
  /** Gives back what a thread had taken of what all share. */
  readonly reclaim: (thread: number) => void;
}

/** Threads that die at once are not started as fast as they die. */
const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 30_000;
/**
 * Of the memory that new objects of a thread take, which V8 lets grow to 48: under load it leaves it there, and calls are done long before it is full.
 * With this a further thread takes some 30 MB less, and as much processor time for a call.
 */
const YOUNG_MEGABYTES = 12;
/** A thread that lived for so long died of something new. */
const STEADY_MS = 60_000;

interface Running {
  readonly worker: Worker;
  readonly calls: Calls<OfThread>;
  listens: boolean;
  /** Resolves when it has ended, with the reason. */
  readonly exit: Promise<string>;
}

export class GatewayThreads {
  readonly #running = new Map<number, Running>();
  readonly #stopping = new AbortController();
  /** When all threads listened for the first time, for who has to know. */
  readonly ready: Promise<unknown>;

  /** Starts the threads. The main thread answers meanwhile, and goes on where one cannot be started, which is tried again and again. */
  constructor(private readonly options: ThreadsOptions) {
    const numbers = Array.from({ length: options.count }, (_, i) => i + 1);
    this.ready = Promise.all(numbers.map(thread => this.#keep(thread, 0)));
  }

  /** How many listen, the main thread included. */
  get count(): number {
    return 1 + [...this.#running.values()].filter(it => it.listens).length;
  }

  /** Ends a thread as a fault of its own would, for tests. Resolves when it has ended. */
  async kill(thread: number): Promise<void> {
    await this.#running.get(thread)?.worker.terminate();
  }

  /** Hands on a renewed certificate. */
  renewTls(tls: ListenerTls): void {
    for (const { calls } of this.#running.values()) calls.tell('renewTls', tls);
  }

  /** Resolves when every thread has finished its requests and has ended. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping.abort();
    await Promise.all([...this.#running.values()].map(running => stopOne(running, graceMs)));
  }

  /** Starts a thread, and another one when it dies, until the server stops. Resolves when the first one listens. */
  async #keep(thread: number, firstPauseMs: number): Promise<void> {
    const { signal } = this.#stopping;
    for (let pauseMs = firstPauseMs; !signal.aborted; pauseMs = longer(pauseMs)) {
      await wait(pauseMs, undefined, { signal, ref: false }).catch(() => {});
      if (signal.aborted) return;
      const begun = performance.now();
      const running = await this.#start(thread).catch((fault: unknown) => {
        this.options.onDeath(thread, `it could not be started: ${String(fault)}`);
      });
      if (!running) continue;
      void running.exit.then(reason => {
        if (signal.aborted) return;
        this.options.onDeath(thread, reason);
        void this.#keep(thread, performance.now() - begun > STEADY_MS ? SHORTEST_PAUSE_MS : longer(pauseMs));
      });
      return;
    }
  }

  /** Resolves when the thread listens. */
  async #start(thread: number): Promise<Running> {
    const { data, transfer } = await this.options.start(thread);
    const worker = new Worker(this.options.entry, {
      name: `gateway-${thread}`,
      workerData: data,
      transferList: [...transfer],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
      ...optionsForThread(),
    });
    const places = new PlacesOfThread(processLines);
    return new Promise((resolve, reject) => {
      const offers: OfMain = {
        ...this.options.offers,
        ready: () => {
          running.listens = true;
          resolve(running);
        },
        takePlace: asked => places.takePlace(asked),
        leavePlace: ticket => places.leavePlace(ticket),
      };
      const calls = new Calls<OfThread>(worker, offers);
      const exit = ended(worker).then(reason => {
        this.#running.delete(thread);
        calls.end('the thread has ended');
        places.leaveAll();
        this.options.reclaim(thread);
        reject(new Error(reason));
        return reason;
      });
      const running: Running = { worker, calls, listens: false, exit };
      this.#running.set(thread, running);
      // A stop of the server has not seen it yet.
      if (this.#stopping.signal.aborted) void stopOne(running, 0);
    });
  }
}

async function stopOne({ calls, exit }: Running, graceMs: number): Promise<void> {
  calls.tell('stop', graceMs);
  await exit;
}

/** Resolves when the thread has ended, with the reason. */
function ended(worker: Worker): Promise<string> {
  let reason = 'it has ended';
  worker.on('error', fault => {
    reason = String((fault as Error | undefined)?.stack ?? fault);
  });
  return new Promise(resolve => worker.on('exit', () => resolve(reason)));
}

function longer(pauseMs: number): number {
  return Math.min(Math.max(2 * pauseMs, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS);
}
