/**
 * The thread that owns the one connection that writes. Changes that have come in while it was writing go into the next
 * transaction together, so the busier the server, the more calls share one flush of the disk.
 */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { emptyLog, openForWriting, type WritingOptions } from './connection.js';
import { GroupCommit } from './group-commit.js';
import { ChangeUnpacker, type FromWriter, type ReceivedStep, type ToWriter } from './messages.js';

/** What the thread is started with. */
export interface WriterData extends WritingOptions {
  readonly file: string;
}

/** Bounds how long a call waits for others that came before it in the same transaction. */
const maxChanges = 256;

function main(port: NonNullable<typeof parentPort>, { file, ...options }: WriterData): void {
  const connection = openForWriting(file, options);
  const group = new GroupCommit(connection);
  const unpacker = new ChangeUnpacker();
  const say = (message: FromWriter) => port.postMessage(message);

  port.on('message', (first: ToWriter) => {
    const waiting: ReceivedStep[][] = [];
    let message: ToWriter | undefined = first;
    while (message !== undefined && message !== 'stop') {
      waiting.push(...unpacker.unpack(message));
      const more: { message: ToWriter } | undefined =
        waiting.length < maxChanges ? receiveMessageOnPort(port) : undefined;
      message = more?.message;
    }
    if (waiting.length > 0) say({ done: waiting.length, failures: group.apply(waiting) });
    if (message === 'stop') {
      emptyLog(connection);
      connection.close();
      port.close();
    }
  });
  say('ready');
}

if (parentPort) main(parentPort, workerData);
