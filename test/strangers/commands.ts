/** Programs that are not ours and read what we write: how tests call them, and how a test learns that one is not installed. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Standard output of a command; throws with its standard error when it fails. */
export function run(command: string, args: readonly string[], input?: string | Uint8Array): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: 'pipe', ...(input !== undefined && { input }) });
}

export const openssl = (args: readonly string[], input?: string | Uint8Array): string => run('openssl', args, input);

/** Prints why, and gives true, when a command that a test needs does not run here. */
export function isMissing(command: string, args: readonly string[]): boolean {
  try {
    run(command, args);
    return false;
  } catch {
    console.warn(`skipped: this machine cannot run "${command} ${args.join(' ')}"`);
    return true;
  }
}

/** A folder for the files of one test file, removed at its end. */
export class Scratch {
  readonly #folder = mkdtempSync(join(tmpdir(), 'chancery-test-'));

  constructor() {
    afterAll(() => rmSync(this.#folder, { recursive: true, force: true }));
  }

  path(name: string): string {
    return join(this.#folder, name);
  }

  /** Writes a file and gives its path. */
  write(name: string, content: string | Uint8Array): string {
    writeFileSync(this.path(name), content);
    return this.path(name);
  }
}
