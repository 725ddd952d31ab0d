/**
 * Databases whose accounts tests have the server manage: the PostgreSQL of the suite, and a MariaDB and a Redis that a test starts for itself, on sockets in a folder of
 * their own. Without the program there is a reason instead, which is printed.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startMariadb, startRedis } from './database-programs.js';
import { onServer, postgresMissing } from './postgres.js';

export interface TargetServer {
  readonly host: string;
  readonly database: string | undefined;
  readonly administrator: { readonly name: string; readonly password: string };
  stop(): Promise<void>;
}

const hasProgram = (name: string): boolean =>
  [...(process.env.PATH ?? '').split(':'), '/usr/sbin'].some(folder => existsSync(join(folder, name)));

/** Why there is none here, by kind; undefined: there is one. */
export const missing = {
  postgresql: postgresMissing,
  mysql: hasProgram('mariadbd') ? undefined : 'skipped: no MariaDB here (apt-get install mariadb-server)',
  redis: hasProgram('redis-server') ? undefined : 'skipped: no Redis here (apt-get install redis-server)',
} as const;

for (const [kind, reason] of Object.entries(missing)) if (reason) process.stderr.write(`${kind} ${reason}\n`);

export type Kind = keyof typeof missing;

export const startTarget = (kind: Kind): Promise<TargetServer> => starters[kind]();

const starters: Readonly<Record<Kind, () => Promise<TargetServer>>> = {
  async postgresql() {
    const url = new URL(process.env.CHANCERY_TEST_POSTGRES ?? '');
    const administrator = { name: `admin_${randomBytes(4).toString('hex')}`, password: 'a"d\'m\\in' };
    // Into this one database nobody gets without a password (postgres-server.sh).
    await onServer(url.href, 'create database chancery_passwords').catch(() => undefined);
    await onServer(url.href, `create role ${administrator.name} createrole login password E'a"d\\'m\\\\in'`);
    const host = url.searchParams.get('host') ?? url.hostname;
    return {
      host,
      database: 'chancery_passwords',
      administrator,
      stop: () => onServer(url.href, `drop role ${administrator.name}`),
    };
  },

  mysql: () => startMariadb(),
  redis: () => startRedis(),
};

/** Whether an account gets in, asked by the program of the database and not by our code. */
export function getsIn(kind: Kind, { host, database }: TargetServer, name: string, password: string): boolean {
  const clients = {
    postgresql: ['psql', '-h', host, '-U', name, '-d', database ?? 'postgres', '-Atc', 'select 1'],
    mysql: ['mariadb', '--no-defaults', '-S', host, `-u${name}`, '-e', 'select 1'],
    redis: ['redis-cli', '-s', host, '--user', name, 'ping'],
  } as const;
  const [program, ...words] = clients[kind];
  const env = { ...process.env, PGPASSWORD: password, MYSQL_PWD: password, REDISCLI_AUTH: password };
  try {
    const said = execFileSync(program, words, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    return kind === 'redis' ? said.trim() === 'PONG' : true;
  } catch {
    return false;
  }
}

/** Statements of an administrator. */
export async function onTarget(
  kind: Kind,
  { host, database, administrator }: TargetServer,
  ...lines: string[]
): Promise<string> {
  if (kind === 'postgresql') {
    const { name: user, password } = administrator;
    const client = new pg.Client({ host, user, password, database: database ?? 'postgres' });
    await client.connect();
    try {
      for (const line of lines) await client.query(line);
    } finally {
      await client.end();
    }
    return '';
  }
  const env = { ...process.env, MYSQL_PWD: administrator.password, REDISCLI_AUTH: administrator.password };
  const command =
    kind === 'mysql'
      ? ['mariadb', '--no-defaults', '-S', host, '-uroot', '-N']
      : ['redis-cli', '-s', host, '--no-auth-warning'];
  const [program = '', ...words] = command;
  return execFileSync(program, words, { env, input: `${lines.join(';\n')}\n`, encoding: 'utf8' });
}
