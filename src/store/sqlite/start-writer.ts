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

  private constructor(data: WriterData, entry: URL, onReady: () => void) {
    this.#worker = new Worker(entry, { workerData: data, name: 'store-writer', ...optionsForThread() });
    this.#worker.on('message', (_: FromThread) => onReady());
    this.#worker.on('error', error => {
      this.#failure = error.message;
    });
    this.#exit = new Promise(resolve => {
      this.#worker.on('exit', () => {
        // What it had committed when it ended it may not have raised.
        new SharedGenerations(data.generations).raise(subjects);
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

  /** A port for a `SqliteWriter`, which may be in another thread. It closes when the writer thread ends. */
  connect(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.#say({ join: port2 }, [port2]);
    return port1;
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
