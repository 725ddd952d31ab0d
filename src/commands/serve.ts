/** `chancery serve`: starts the server and stops it in good order. */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { loadConfig } from '../config.js';
import { rootAccessKeyFileName } from '../identity/accounts/root-access-key-file.js';
import type { Flags } from '../settings/setting.js';
import { startServer } from '../start-server.js';
import { logOutput } from './log-output.js';

/** How long requests under way may take after a stop was asked for. */
const GRACE_MS = 10_000;

/** Runs until SIGTERM or SIGINT. Rejects with a `SettingError` or a start fault, having said nothing. */
export async function serve(settings: Flags): Promise<void> {
  const config = loadConfig(settings, process.env);
  const log = logOutput(process.stderr.fd);
  const server = await startServer(config, { logTo: log });
  // A program that reads that the server is ready may stop it at once.
  const stopped = new Promise<void>(resolve => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  process.stdout.write(`chancery is ready at ${server.url}\n`);
  // Programs that start the server wait for that one line; a person at a terminal is told where to go on.
  if (process.stdout.isTTY) process.stdout.write(whatNext(config.dataDirectory));
  await stopped;
  await server.stop(GRACE_MS);
  log.flushSync();
}

function whatNext(dataDirectory: string): string {
  const file = join(dataDirectory, rootAccessKeyFileName);
  const address = 'Open that address in a browser to read what it does and to try it.\n';
  return existsSync(file) ? `${address}The AccessKey to sign in with is in ${relative('', file)}.\n` : address;
}
