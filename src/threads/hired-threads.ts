/**
 * Threads that do one slow thing at a time each. They are started when they are needed and end when nobody has asked for a while; how many
 * things are done at once is decided before (crypto/thread-pool.ts).
 */
import { Worker } from 'node:worker_threads';
import { optionsForThread } from './worker-options.js';

/** A thread takes 40 ms of a processor to start and some 6 MB. */
const IDLE_MS = 10_000;
/** It has nothing but its work: the rest of its time it is in OpenSSL. */
const LIMITS = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 1 };

export class HiredThreads<Job, Done> {
  readonly #idle = new Set<HiredThread<Job, Done>>();

  /** @param entry answers each message with one of its own @param idleMs after which a thread that does nothing ends */
  constructor(
    private readonly name: string,
    private readonly entry: URL,
    private readonly idleMs: number = IDLE_MS,
  ) {}

  /** How many threads wait for the next job. */
  get idle(): number {
    return this.#idle.size;
  }

  /** Rejects when the thread has died of it. */
  async run(job: Job): Promise<Done> {
    const [thread = this.#hire()] = this.#idle;
    this.#idle.delete(thread);
    const done = await thread.run(job);
    this.#idle.add(thread);
    // It is nobody's from then on, not from when it has ended: a thread that is ending takes no more jobs.
    thread.whenIdleFor(this.idleMs, () => this.#idle.delete(thread));
    return done;
  }

  #hire(): HiredThread<Job, Done> {
    const worker = new Worker(this.entry, { name: this.name, resourceLimits: LIMITS, ...optionsForThread() });
    return new HiredThread(worker, ended => this.#idle.delete(ended));
  }
}

class HiredThread<Job, Done> {
  #fault: unknown = new Error('the thread ended before its work was done');
  #ending: NodeJS.Timeout | undefined;
  /** What becomes of the job under way. */
  #done: (done: Done) => void = () => undefined;
  #failed: (reason: unknown) => void = () => undefined;

  constructor(
    private readonly worker: Worker,
    onEnd: (thread: HiredThread<Job, Done>) => void,
  ) {
    worker.on('message', (done: Done) => this.#done(done));
    worker.on('error', fault => {
      this.#fault = fault;
    });
    worker.on('exit', () => {
      onEnd(this);
      this.#failed(this.#fault);
    });
    // Who waits for the work is a request, and a server that stops waits for those.
    worker.unref();
  }

  run(job: Job): Promise<Done> {
    clearTimeout(this.#ending);
    return new Promise((resolve, reject) => {
      this.#done = resolve;
      this.#failed = reject;
      this.worker.postMessage(job);
    });
  }

  /** Ends the thread unless it is given a job before. @param onEnding is called when it begins to end */
  whenIdleFor(ms: number, onEnding: () => void): void {
    this.#ending = setTimeout(() => {
      onEnding();
      void this.worker.terminate();
    }, ms).unref();
  }
}
