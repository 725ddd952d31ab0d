/** Programs of others that issue certificates, as contenders. */
import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, openSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Address, RawConnection } from '../../test/raw-connection.js';
import type { Contender } from '../turns.js';

export interface Peer extends Contender {
  readonly process: ChildProcess;
}

/** Where a program is: in the directory, or else on the PATH; undefined where it is in neither. */
export function findProgram(name: string, directory: string | undefined): string | undefined {
  const places = [...(directory === undefined ? [] : [directory]), ...(process.env.PATH ?? '').split(delimiter)];
  return places.map(place => join(place, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A port of this machine that nothing listens at. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Starts a program, its output in a file, and waits until it listens. */
export async function startProgram(words: readonly string[], address: Address, logFile: string): Promise<ChildProcess> {
  const [program = '', ...options] = words;
  const log = openSync(logFile, 'a');
  const child = spawn(program, options, { stdio: ['ignore', log, log] });
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      (await RawConnection.open(address)).close();
      return child;
    } catch {
      if (child.exitCode !== null) break;
      await wait(100);
    }
  }
  child.kill();
  throw new Error(`${program} does not listen; what it said is in ${logFile}`);
}

/** A request with JSON to a path. */
export function postJson(path: string, content: unknown): Buffer {
  const body = JSON.stringify(content);
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
