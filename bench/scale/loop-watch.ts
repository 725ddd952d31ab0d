/**
 * Loaded into the server with `--import`: watches for how long its event loop is blocked at most. On SIGUSR2 it writes the longest time
 * in milliseconds since the last signal to the file that CHANCERY_LOOP_FILE names.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const RESOLUTION_MS = 5;

if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  process.on('SIGUSR2', () => {
    const file = String(process.env.CHANCERY_LOOP_FILE);
    writeFileSync(`${file}.draft`, String(Math.max(0, delay.max / 1e6 - RESOLUTION_MS)));
    renameSync(`${file}.draft`, file);
    delay.reset();
  });
}
