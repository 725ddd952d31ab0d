/** Keeps what V8 compiles for the next start, of a server and of each command. */
import { lstatSync, mkdirSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Uses a directory that nobody else can write to: what is in it runs with this user's rights, which is why node's own choice, a folder of
 * the directory for temporary files, is none. Where there is no such directory nothing is kept. `NODE_DISABLE_COMPILE_CACHE=1` turns it off.
 */
export function keepCompiledCode(environment: NodeJS.ProcessEnv): void {
  const directory = join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'chancery');
  if (!isPrivate(directory)) return;
  enableCompileCache(directory);
  // A thread starts with a copy of the environment, and keeps compiled code where that says so.
  environment.NODE_COMPILE_CACHE = directory;
}

function isPrivate(directory: string): boolean {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const found = lstatSync(directory);
    const owner = process.geteuid?.();
    return found.isDirectory() && (owner === undefined || (found.uid === owner && (found.mode & 0o022) === 0));
  } catch {
    return false;
  }
}
