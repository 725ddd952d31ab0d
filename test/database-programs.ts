/** A MariaDB and a Redis that a test starts for itself, in a folder of their own, and stops. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface StartedDatabase {
  /** The path of its socket, unless the options say that it has none. */
  readonly host: string;
  readonly database: undefined;
  readonly administrator: { readonly name: string; readonly password: string };
  stop(): Promise<void>;
}

/** @param options of mariadbd, beside those of mariadb-server.sh */
export async function startMariadb(options: readonly string[] = []): Promise<StartedDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'cm-'));
  chmodSync(folder, 0o755);
  const script = join(import.meta.dirname, 'mariadb-server.sh');
  const host = execFileSync('sh', [script, 'start', join(folder, 'd'), ...options], { encoding: 'utf8' }).trim();
  return {
    host,
    database: undefined,
    administrator: { name: 'root', password: 'root' },
    stop: async () => {
      execFileSync('sh', [script, 'stop', join(folder, 'd')]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** @param options of redis-server that say where it listens beside its socket */
export async function startRedis(options: readonly string[] = []): Promise<StartedDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'cr-'));
  writeFileSync(join(folder, 'acl'), 'user default on >root ~* &* +@all\n');
  const host = join(folder, 's');
  const own = ['--port', '0', '--unixsocket', host, '--aclfile', join(folder, 'acl'), '--dir', folder, '--save', ''];
  const child: ChildProcess = spawn('redis-server', [...own, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>(resolve => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (/ready to accept connections/i.test(said)) resolve();
    });
  });
  return {
    host,
    database: undefined,
    administrator: { name: 'default', password: 'root' },
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}
