/**
 * The thread that owns the one connection that writes. Changes reach it through a port of each thread that has some, and all
 * that have come in while it was writing go into the next transaction together, so the busier the server, the more calls share one
 * flush of the disk.
 */
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { SharedGenerations } from '../../caches/generations.js';
import { GroupLedger } from '../ledger/group-ledger.js';
import { emptyLog, openForWriting, type WritingOptions } from './connection.js';
import type { Connection } from './driver.js';
import { GroupCommit } from './group-commit.js';
import {
  type ChangesMessage,
  ChangeUnpacker,
  type Failure,
  type FromThread,
  type FromWriter,
  type ReceivedStep,
  type ToThread,
} from './messages.js';
import { Raising } from './raising.js';

/** What the thread is started with. */
export interface WriterData extends WritingOptions {
  readonly file: string;
  /** The memory of the `SharedGenerations` that it raises. */
  readonly generations: SharedArrayBuffer;
  /** What all threads know of nonces (ledger/nonce-memory.ts). Without it no change may have one, nor an audit record. */
  readonly nonces?: SharedArrayBuffer;
}

/** Bounds how long a call waits for others that came before it in the same transaction. */
const maxChanges = 256;

/** What is committed together, by the ports that it came through. */
type Group = Map<Client, ReceivedStep[][]>;

/** The end of one port: what comes in through it was packed by one packer, and is answered in the order in which it came. */
interface Client {
  readonly port: MessagePort;
  readonly unpacker: ChangeUnpacker;
}

class Writer {
  readonly #clients = new Set<Client>();
  readonly #connection: Connection;
  readonly #group: GroupCommit;
  readonly #raising: Raising;

  constructor({ file, generations, nonces, ...options }: WriterData) {
    this.#connection = openForWriting(file, options);
    this.#raising = new Raising(this.#connection, new SharedGenerations(generations));
    this.#group = new GroupCommit(this.#connection, nonces && GroupLedger.open(this.#connection, nonces), () =>
      this.#raising.lookForOthers(),
    );
  }

  /** Takes changes from this port as well, until its other end closes. */
  join(port: MessagePort): void {
    const client = { port, unpacker: new ChangeUnpacker() };
    this.#clients.add(client);
    port.on('message', (first: ChangesMessage) =>
      this.#write(this.#collect(new Map([[client, client.unpacker.unpack(first)]]))),
    );
    port.on('close', () => this.#clients.delete(client));
  }

  /** Moves the log into the file. Whether it is empty then. */
  emptyLog(): boolean {
    return emptyLog(this.#connection);
  }

  /** Does what has come in, and nothing after that. */
  stop(): void {
    for (let group = this.#collect(); group.size > 0; group = this.#collect()) this.#write(group);
    emptyLog(this.#connection);
    this.#connection.close();
    for (const { port } of this.#clients) port.close();
  }

  /** Adds what waits to a group: one message of each port in turn, so that no port fills the group while another waits. */
  #collect(group: Group = new Map()): Group {
    let count = 0;
    for (const { length } of group.values()) count += length;
    for (let found = true; found && count < maxChanges; ) {
      found = false;
      for (const client of this.#clients) {
        const more: { message: ChangesMessage } | undefined = receiveMessageOnPort(client.port);
        if (more === undefined) continue;
        const changes = client.unpacker.unpack(more.message);
        const before = group.get(client);
        if (before) before.push(...changes);
        else group.set(client, changes);
        count += changes.length;
        found = true;
      }
    }
    return group;
  }

  /** Commits a group, and tells each port what became of its own changes. */
  #write(group: Group): void {
    const changes: ReceivedStep[][] = [];
    for (const own of group.values()) changes.push(...own);
    const failures = this.#commit(changes);
    let begin = 0;
    for (const [{ port }, { length: done }] of group) {
      const own = failures.length === 0 ? [] : failuresFrom(failures, begin, done);
      port.postMessage((own.length === 0 ? done : { done, failures: own }) satisfies FromWriter);
      begin += done;
    }
  }

  #commit(changes: readonly ReceivedStep[][]): Failure[] {
    try {
      return this.#group.apply(changes);
    } catch (fault) {
      // The thread ends with this. Its ports close, which says by itself that it has ended, and not why.
      for (const { port } of this.#clients) port.postMessage({ failed: String(fault) } satisfies FromWriter);
      throw fault;
    } finally {
      // Before anybody is told: who then asks reads what was committed.
      this.#raising.raise();
    }
  }
}

/** Those of so many changes from one on, which they count from. */
function failuresFrom(failures: readonly Failure[], begin: number, count: number): Failure[] {
  const own = failures.filter(({ change }) => change >= begin && change < begin + count);
  return own.map(failure => ({ ...failure, change: failure.change - begin }));
}

function main(control: MessagePort, data: WriterData): void {
  const writer = new Writer(data);
  control.on('message', (message: ToThread) => {
    if (message === 'empty-log') {
      control.postMessage({ logIsEmpty: writer.emptyLog() } satisfies FromThread);
      return;
    }
    if (message !== 'stop') {
      writer.join(message.join);
      return;
    }
    writer.stop();
    control.close();
  });
  control.postMessage('ready' satisfies FromThread);
}

if (parentPort) main(parentPort, workerData);
