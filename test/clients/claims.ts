/** Runs a program of another language that prints the claims that hold, and ends at the first that does not. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';

export interface Command {
  readonly command: string;
  readonly parameters: readonly string[];
}

export type Environment = Readonly<Record<string, string>>;

/** The claims. Throws with the program's standard error at one that does not hold. @param scene is on its standard input, as JSON */
export async function claimsOf(
  { command, parameters }: Command,
  scene: object,
  environment: Environment = {},
): Promise<string[]> {
  const child = spawn(command, parameters, {
    cwd: tmpdir(),
    env: { ...process.env, NO_PROXY: '127.0.0.1', ...environment },
  });
  child.stdin.end(JSON.stringify(scene));
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  if (status !== 0) throw new Error(stderr.slice(-3000));
  return stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as string);
}
