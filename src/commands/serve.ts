/** `chancery serve`: starts the server and stops it in good order. */
import { pino } from 'pino';
import type { Settings } from '../config.js';
import { loadConfig } from '../config.js';
import { startServer } from '../main.js';

/** How long requests under way may take after a stop was asked for. */
const GRACE_MS = 10_000;

/** Runs until SIGTERM or SIGINT. Rejects with a `SettingError` or a start fault, having said nothing. */
export async function serve(settings: Settings): Promise<void> {
  const config = loadConfig(settings, process.env);
  // Asynchronous: a slow reader of the log must not hold up requests. What counts is the audit log, which is in the store.
  const log = pino.destination({ fd: process.stderr.fd, sync: false });
  const server = await startServer(config, { logTo: log });
  process.stdout.write(`chancery is ready at ${server.url}\n`);
  await new Promise<void>(resolve => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  await server.stop(GRACE_MS);
  log.flushSync();
}
