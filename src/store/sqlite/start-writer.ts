/** Starts the writer thread and ends it; in between it hands out the ports through which threads give it their changes. */
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { SharedGenerations, subjects } from '../../caches/generations.js';
import { optionsForThread, threadEntry } from '../../threads/worker-options.js';
import { StoreError } from '../store-error.js';
import type { FromThread, ToThread } from './messages.js';
import type { WriterData } from './writer-thread.js';

const writerThreadEntry = threadEntry(import.meta.url, './writer-thread.js');

export class WriterThread {
  readonly #worker: Worker;
  readonly #exit: Promise<void>;
  #failure = 'it has ended';
  #hasEnded = false;
  /** Those who have asked for an empty log, in order: they are answered in the same order. */
  readonly #emptying: ((isEmpty: boolean) => void)[] = [];

  private constructor(data: WriterData, entry: URL, onReady: () => void) {
    this.#worker = new Worker(entry, { workerData: data, name: 'store-writer', ...optionsForThread() });
    this.#worker.on('message', (message: FromThread) => {
      if (message === 'ready') onReady();
      else this.#emptying.shift()?.(message.logIsEmpty);
    });
    this.#worker.on('error', error => {
      this.#failure = error.message;
    });
    this.#exit = new Promise(resolve => {
      this.#worker.on('exit', () => {
        // What it had committed when it ended it may not have raised.
        new SharedGenerations(data.generations).raise(subjects);
        this.#hasEnded = true;
        for (const answer of this.#emptying.splice(0)) answer(false);
        resolve();
      });
    });
  }

  /** Starts the thread. Rejects with StoreError when it cannot open the file. */
  static async start(data: WriterData, entry: URL = writerThreadEntry): Promise<WriterThread> {
    return new Promise((resolve, reject) => {
      const thread: WriterThread = new WriterThread(data, entry, () => resolve(thread));
      void thread.#exit.then(() =>
        reject(new StoreError('unavailable', `the writer of the database has failed: ${thread.#failure}`)),
      );
    });
  }

  /** Why nothing is written any more; undefined while the thread lives. Known before its ports tell. */
  get ended(): StoreError | undefined {
    if (!this.#hasEnded) return undefined;
    return new StoreError('unavailable', `the writer of the database has stopped: ${this.#failure}`);
  }

  /** A port for a `SqliteWriter`, which may be in another thread. It closes when the writer thread ends. */
  connect(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.#say({ join: port2 }, [port2]);
    return port1;
  }

  /** Moves the log into the file, when what was handed over before is done. Resolves with whether the log is empty. */
  emptyLog(): Promise<boolean> {
    if (this.#hasEnded) return Promise.resolve(false);
    return new Promise(resolve => {
      this.#emptying.push(resolve);
      this.#say('empty-log');
    });
  }

  /** Ends the thread when all that was handed over to it is done. */
  async close(): Promise<void> {
    this.#say('stop');
    await this.#exit;
  }

  #say(message: ToThread, transfer: readonly MessagePort[] = []): void {
    this.#worker.postMessage(message, [...transfer]);
  }
}
