/** Accounts of Redis, which are the users of its access control lists. */
import { createHash } from 'node:crypto';
import type { Account } from '../../kms/secrets/managed/rotator.js';
import type { OpenTarget } from '../../kms/targets/target.js';
import {
  ANSWER_MS,
  accountMissing,
  administration,
  CONNECT_MS,
  getsIn,
  isSocket,
  type TargetAccess,
  targetFailed,
  tlsOf,
} from './access.js';

interface Connection {
  /** A command, word by word. */
  call(command: string, ...words: string[]): Promise<unknown>;
}

/** As the vendor names them. Neither may change accounts or settings, or end the server. */
const RIGHTS: Readonly<Record<string, readonly string[]>> = {
  RoleReadOnly: ['-@all', '+@read', '+@connection', '-@dangerous'],
  RoleReadWrite: ['+@all', '-@admin', '-@dangerous'],
};

export const redis: TargetAccess = {
  check: target =>
    asAdministrator(target, async db => {
      const version = /redis_version:([\d.]+)/.exec(String(await db.call('INFO', 'server')))?.[1];
      await db.call('ACL', 'WHOAMI');
      await keep(target, db);
      return `Redis ${version ?? ''}`.trim();
    }),

  logIn: (target, account) =>
    getsIn(
      target,
      () => connected(target, account, db => db.call('ACL', 'WHOAMI').catch(() => db.call('PING'))),
      fault => /^(WRONGPASS|NOAUTH)/.test(String((fault as Error | undefined)?.message)),
    ),

  exists: (target, name) => asAdministrator(target, db => isThere(db, name)),

  make: (target, { name, password }, { privilege }, mayExist) =>
    asAdministrator(target, async db => {
      const rights = RIGHTS[privilege ?? ''];
      if (!rights) throw targetFailed(target, 'was told no rights for the account');
      if (!mayExist && (await isThere(db, name))) throw targetFailed(target, `has an account "${name}" already`);
      await db.call('ACL', 'SETUSER', name, 'reset', 'on', hashed(password), '~*', '&*', ...rights);
      await keep(target, db);
    }),

  setPassword: (target, { name, password }) =>
    asAdministrator(target, async db => {
      if (!(await isThere(db, name))) throw accountMissing(target, name);
      await db.call('ACL', 'SETUSER', name, 'resetpass', hashed(password));
      await keep(target, db);
    }),
};

/** Redis takes the hash that it keeps, so that no monitor of it sees the password. */
const hashed = (password: string): string => `#${createHash('sha256').update(password).digest('hex')}`;

const isThere = async (db: Connection, name: string): Promise<boolean> =>
  (await db.call('ACL', 'GETUSER', name)) !== null;

/** Accounts are in the memory of Redis until they are saved: to its file for them, or to its configuration. */
async function keep(target: OpenTarget, db: Connection): Promise<void> {
  try {
    await db.call('ACL', 'SAVE');
  } catch {
    try {
      await db.call('CONFIG', 'REWRITE');
    } catch {
      throw targetFailed(
        target,
        'keeps its accounts in memory only: start it with an aclfile, or with a configuration that it may write',
      );
    }
  }
}

const asAdministrator = administration(connected);

async function connected<T>(target: OpenTarget, { name, password }: Account, work: (db: Connection) => Promise<T>) {
  // Only servers whose secrets need it load it.
  const { Redis } = await import('ioredis');
  const tls = tlsOf(target);
  const client = new Redis({
    ...(isSocket(target) ? { path: target.host } : { host: target.host, port: target.port }),
    username: name,
    password,
    ...(tls && { tls }),
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    commandTimeout: ANSWER_MS,
    enableReadyCheck: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let failure: Error | undefined;
  client.on('error', (fault: Error) => {
    failure ??= fault;
  });
  try {
    await client.connect();
    return await work(client);
  } catch (fault) {
    // That the connection is closed says less than what closed it.
    throw failure ?? fault;
  } finally {
    client.disconnect();
  }
}
