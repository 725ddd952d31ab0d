/**
 * Where log lines go. They are written asynchronously, because a slow reader of the log must not hold up requests, and those of one turn
 * of the event loop together, because each write costs as much as making the line. What counts is the audit log, which is in the store.
 */
import sonic from 'sonic-boom';
import type { LogDestination } from '../server-log.js';

export interface LogOutput extends LogDestination {
  /** Writes what has not been written yet, and waits for it. */
  flushSync(): void;
}

/** Writes to a file descriptor. What was logged before the process ends, in good order or by an uncaught fault, is written. */
export function logOutput(fd: number): LogOutput {
  let isRead = true;
  const opened = (sync: boolean) =>
    new sonic.SonicBoom({ fd, sync }).on('error', (fault: NodeJS.ErrnoException) => {
      // Whoever read the log has gone: that must not end the server, and lines that nobody takes are not to pile up.
      if (fault.code !== 'EPIPE') throw fault;
      isRead = false;
    });
  const file = opened(false);
  let lines = '';
  const taken = () => {
    const ready = lines;
    lines = '';
    return ready;
  };
  const hand = () => {
    const ready = taken();
    if (isRead && ready !== '') file.write(ready);
  };
  const flushSync = () => {
    if (!isRead) return;
    file.flushSync();
    // Not through `file`: what it had begun to write it would leave to a thread of libuv, for which nobody waits.
    const last = taken();
    if (last !== '') opened(true).write(last);
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
