/** The main thread's end of the writer thread: hands changes over and tells each caller what became of its own. */
import { Worker } from 'node:worker_threads';
import { type Change, Refusal } from '../../domain/change.js';
import { StoreError } from '../store-error.js';
import { ChangePacker, type Failure, type FromWriter, type ToWriter } from './messages.js';
import { writerThreadEntry } from './thread-entry.js';
import type { WriterData } from './writer-thread.js';

/** Few enough that the writer has something to do soon, enough that a message costs each change little. */
const changesPerMessage = 8;

interface Waiting {
  readonly change: Change;
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
}

export class SqliteWriter {
  readonly #worker: Worker;
  readonly #packer = new ChangePacker();
  /** Changes of this turn of the event loop that are yet to be handed over. */
  #collected: Waiting[] = [];
  /** Changes that the thread has, in order: it answers in the same order. */
  #handedOver: Waiting[] = [];
  #stopped: StoreError | undefined;
  readonly #exit: Promise<void>;

  private constructor(data: WriterData, entry: URL, onReady: () => void) {
    this.#worker = new Worker(entry, { workerData: data, name: 'store-writer', ...optionsForThread() });
    this.#worker.on('message', (message: FromWriter) => {
      if (message === 'ready') onReady();
      else this.#settle(message.done, message.failures);
    });
    this.#worker.on('error', error => this.#stop(`the writer of the database has failed: ${error.message}`));
    this.#exit = new Promise(resolve => {
      this.#worker.on('exit', () => {
        this.#stop('the writer of the database has stopped');
        resolve();
      });
    });
  }

  /** Starts the thread. Rejects with StoreError when it cannot open the file. */
  static async start(data: WriterData, entry: URL = writerThreadEntry): Promise<SqliteWriter> {
    return new Promise((resolve, reject) => {
      const writer: SqliteWriter = new SqliteWriter(data, entry, () => resolve(writer));
      void writer.#exit.then(() => reject(writer.#stopped));
    });
  }

  /** Why nothing is written any more; undefined while the thread lives. */
  get stopped(): StoreError | undefined {
    return this.#stopped;
  }

  /** As Store.commit. */
  commit(change: Change): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#stopped) throw this.#stopped;
      this.#packer.add(change);
      // One message for some calls of this turn: their requests were read from their sockets just before. Not for all of them, or
      // the writer would wait for this thread and then this thread for the writer, and never the two work at once.
      if (this.#collected.length === 0) setImmediate(() => this.#handOver());
      this.#collected.push({ change, resolve, reject });
      if (this.#collected.length >= changesPerMessage) this.#handOver();
    });
  }

  /** Waits until all changes that were handed over are done, and ends the thread. */
  async close(): Promise<void> {
    this.#handOver();
    this.#post('stop');
    await this.#exit;
  }

  #handOver(): void {
    if (this.#collected.length === 0) return;
    const message = this.#packer.take();
    this.#post(message, [message.bytes]);
    this.#handedOver.push(...this.#collected);
    this.#collected = [];
  }

  #post(message: ToWriter, transfer: readonly ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, [...transfer]);
  }

  #settle(done: number, failures: readonly Failure[]): void {
    const settled = this.#handedOver.splice(0, done);
    const failed = new Map(failures.map(it => [it.change, it]));
    for (const [number, { change, resolve, reject }] of settled.entries()) {
      const failure = failed.get(number);
      if (failure) reject(errorOf(failure, change));
      else resolve();
    }
  }

  #stop(reason: string): void {
    this.#stopped ??= new StoreError('unavailable', reason);
    const lost = [...this.#handedOver, ...this.#collected];
    this.#handedOver = [];
    this.#collected = [];
    for (const { reject } of lost) reject(this.#stopped);
  }
}

function errorOf({ step, kind, message }: Failure, change: Change): Error {
  const reason = change[step]?.otherwise;
  if ((kind === 'count' || kind === 'key') && reason !== undefined) return new Refusal<string>(reason);
  if (kind === 'full') return new StoreError('full', `there is no room for the change: ${message}`);
  if (kind === 'unavailable') return new StoreError('unavailable', `the database cannot be written: ${message}`);
  return new StoreError('failed', `step ${step + 1} of a change failed: ${message}`);
}

/**
 * A thread takes over the options of its process and does not start with `--input-type`, which is about a program given as text.
 * Only then are they given by name: a list may not hold options of the whole process, such as the size of its heap.
 */
function optionsForThread(): { execArgv?: string[] } {
  const isProgramText = (option: string) => option.startsWith('--input-type');
  return process.execArgv.some(isProgramText) ? { execArgv: [] } : {};
}
