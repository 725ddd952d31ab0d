/** One thread's end of a port to the writer thread: hands changes over and tells each caller what became of its own. */
import type { MessagePort } from 'node:worker_threads';
import { type Change, Refusal } from '../../domain/change.js';
import { StoreError } from '../store-error.js';
import { ChangePacker, type Failure, type FromWriter } from './messages.js';

/** As many as begin together (gateway/arrivals.ts): they come to their commits together, and one message and one transaction serve them. */
const changesPerMessage = 32;

interface Waiting {
  readonly change: Change;
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
}

export class SqliteWriter {
  readonly #packer = new ChangePacker();
  /** Changes of this turn of the event loop that are yet to be handed over. */
  #collected: Waiting[] = [];
  /** Changes that the thread has, in order: it answers in the same order. */
  #handedOver: Waiting[] = [];
  #stopped: StoreError | undefined;
  /** To be told that nothing waits any more. */
  #whenIdle: (() => void)[] = [];

  /** @param port as `WriterThread.connect` makes it, in whatever thread */
  constructor(private readonly port: MessagePort) {
    port.on('message', (message: FromWriter) => {
      if (typeof message === 'number') this.#settle(message, []);
      else if ('failed' in message) this.#stop(`the writer of the database has failed: ${message.failed}`);
      else this.#settle(message.done, message.failures);
    });
    port.on('close', () => this.#stop('the writer of the database has stopped'));
  }

  /** Why nothing is written any more; undefined while the writer thread lives. */
  get stopped(): StoreError | undefined {
    return this.#stopped;
  }

  /** As Store.commit. */
  commit(change: Change): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#stopped) throw this.#stopped;
      this.#packer.add(change);
      // One message for the calls of this turn, but not for very many: the writer would wait for this thread and then this thread for the
      // writer, and never the two work at once.
      if (this.#collected.length === 0) setImmediate(() => this.#handOver());
      this.#collected.push({ change, resolve, reject });
      if (this.#collected.length >= changesPerMessage) this.#handOver();
    });
  }

  /** Waits until all changes that were handed over are done, and gives the port back. */
  async close(): Promise<void> {
    this.#handOver();
    if (this.#handedOver.length > 0) await new Promise<void>(resolve => this.#whenIdle.push(resolve));
    this.port.close();
  }

  #handOver(): void {
    if (this.#collected.length === 0) return;
    const message = this.#packer.take();
    this.port.postMessage(message, message.bytes ? [message.bytes] : []);
    this.#handedOver.push(...this.#collected);
    this.#collected = [];
  }

  #settle(done: number, failures: readonly Failure[]): void {
    const settled = this.#handedOver.splice(0, done);
    const failed = new Map(failures.map(it => [it.change, it]));
    for (const [number, { change, resolve, reject }] of settled.entries()) {
      const failure = failed.get(number);
      if (failure) reject(errorOf(failure, change));
      else resolve();
    }
    if (this.#handedOver.length === 0) this.#sayIdle();
  }

  #stop(reason: string): void {
    this.#stopped ??= new StoreError('unavailable', reason);
    const lost = [...this.#handedOver, ...this.#collected];
    this.#handedOver = [];
    this.#collected = [];
    for (const { reject } of lost) reject(this.#stopped);
    this.#sayIdle();
  }

  #sayIdle(): void {
    for (const resolve of this.#whenIdle.splice(0)) resolve();
  }
}

function errorOf({ step, kind, message }: Failure, change: Change): Error {
  const reason = change[step]?.otherwise;
  if ((kind === 'count' || kind === 'key') && reason !== undefined) return new Refusal<string>(reason);
  if (kind === 'full') return new StoreError('full', `there is no room for the change: ${message}`);
  if (kind === 'unavailable') return new StoreError('unavailable', `the database cannot be written: ${message}`);
  return new StoreError('failed', `step ${step + 1} of a change failed: ${message}`);
}
