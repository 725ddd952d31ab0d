/** A server in a process of its own, started the way a user starts it: for the demo, benchmarks, kill tests and fuzzing. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ChildServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly endpoint: string;
  readonly process: ChildProcess;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly accountId: string;
  /** Everything the server logged so far. */
  log(): string;
  /** Asks it to stop; gives its exit status. */
  stop(): Promise<number | null>;
  kill(): Promise<void>;
}

export interface ChildServerOptions {
  readonly data: string;
  readonly throttle?: string;
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** The checkout whose built program is started; the one that we are in if absent. */
  readonly checkout?: string | undefined;
  /** Arguments for node itself, e.g. `--cpu-prof`. */
  readonly node?: readonly string[];
  /** Gets what the server logs as it comes. */
  readonly onLog?: (text: string) => void;
  /** A control group that it is started in: a directory with `cgroup.procs`. */
  readonly controlGroup?: string | undefined;
  /** A file for the log, so that nobody has to read it meanwhile; `log()` and `onLog` see nothing of it then. */
  readonly logFile?: string;
}

/** Starts the process and waits for nothing. */
export function spawnServer(options: ChildServerOptions) {
  const flags = ['serve', '--data', options.data, '--listen', '127.0.0.1:0', '--throttle', options.throttle ?? 'off'];
  const logTo = options.logFile === undefined ? 'pipe' : openSync(options.logFile, 'a');
  const program = join(options.checkout ?? process.cwd(), 'dist/chancery.js');
  const command = [process.execPath, ...(options.node ?? []), program, ...flags, ...(options.arguments ?? [])];
  const [file = '', ...words] = options.controlGroup === undefined ? command : joining(options.controlGroup, command);
  const child = spawn(file, words, {
    // Keys made ahead would take a processor from what is watched or measured.
    env: { ...process.env, CHANCERY_RSA_KEYS_AHEAD: '0', ...options.environment },
    stdio: ['ignore', 'pipe', logTo],
  });
  if (logTo !== 'pipe') closeSync(logTo);
  return child;
}

/** A shell that enters the group and becomes the command: what it had taken of memory before would count elsewhere. */
function joining(controlGroup: string, command: readonly string[]): string[] {
  return ['/bin/sh', '-c', 'echo $$ >"$0/cgroup.procs" && exec "$@"', controlGroup, ...command];
}

/** The end of a log: a long run writes more than anybody reads, and the end is what tells why something went wrong. */
class LogEnd {
  #pieces: string[] = [];
  #length = 0;

  add(piece: string): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
    if (this.#length < 8_000_000) return;
    this.#pieces = [this.text.slice(-4_000_000)];
    this.#length = 4_000_000;
  }

  get text(): string {
    return this.#pieces.join('');
  }
}

/** Resolves when the server says that it is ready; rejects with its log when it ends before that. */
export async function startChildServer(options: ChildServerOptions): Promise<ChildServer> {
  const child = spawnServer(options);
  const log = new LogEnd();
  let output = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    log.add(chunk.toString());
    options.onLog?.(chunk.toString());
  });
  const ended = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const ready = /chancery is ready at (\S+)\n/.exec(output);
      if (ready?.[1]) resolve(ready[1]);
    });
    child.once('exit', status =>
      reject(new Error(`the server ended with ${status} before it was ready:\n${log.text}`)),
    );
  });
  const credentials = JSON.parse(readFileSync(join(options.data, 'root-access-key.json'), 'utf8')) as Record<
    string,
    string
  >;
  return {
    url,
    endpoint: url.replace(/^https?:\/\//, ''),
    process: child,
    accessKeyId: credentials.AccessKeyId as string,
    accessKeySecret: credentials.AccessKeySecret as string,
    accountId: credentials.AccountId as string,
    log: () => log.text,
    stop: async () => {
      child.kill('SIGTERM');
      const [status] = (await ended) as [number | null];
      return status;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
