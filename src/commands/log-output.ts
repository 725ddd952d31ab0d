/**
 * Where log lines go. They are written asynchronously, because a slow reader of the log must not hold up requests, and those of one turn
 * of the event loop together, because each write costs as much as making the line. What counts is the audit log, which is in the store.
 */
import { type DestinationStream, pino } from 'pino';

export interface LogOutput extends DestinationStream {
  /** Writes what has not been written yet, and waits for it. */
  flushSync(): void;
}

/** Writes to a file descriptor. What was logged before the process ends, in good order or by an uncaught fault, is written. */
export function logOutput(fd: number): LogOutput {
  const file = pino.destination({ fd, sync: false });
  let lines = '';
  const hand = () => {
    const ready = lines;
    lines = '';
    if (ready !== '') file.write(ready);
  };
  const flushSync = () => {
    file.flushSync();
    // Not through `file`: what it had begun to write it would leave to a thread of libuv, for which nobody waits.
    const last = lines;
    lines = '';
    if (last !== '') pino.destination({ fd, sync: true }).write(last);
  };
  process.once('exit', flushSync);
  return {
    write: line => {
      if (lines === '') setImmediate(hand);
      lines += line;
    },
    flushSync,
  };
}
