/** Accounts of MySQL and MariaDB. There an account is a name at a host; a secret manages a name, at whatever hosts. */
import { isIP } from 'node:net';
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
import { backquoted, literal } from './sql-quotes.js';

interface Connection {
  rows(sql: string, values?: readonly string[]): Promise<readonly Record<string, unknown>[]>;
}

const REFUSED = new Set(['ER_ACCESS_DENIED_ERROR', 'ER_ACCESS_DENIED_NO_PASSWORD_ERROR']);

/** As the vendor names them. */
const RIGHTS: Readonly<Record<string, string>> = {
  ReadOnly: 'select, show view',
  ReadWrite: 'all privileges',
  DMLOnly: 'select, insert, update, delete',
  DDLOnly: 'create, alter, drop, index',
};

export const mysql: TargetAccess = {
  check: target =>
    asAdministrator(target, async db => {
      const [row] = await db.rows('select version() as version');
      await hostsOf(db, target.administrator.name);
      return `MySQL ${String(row?.version)}`;
    }),

  logIn: (target, account) =>
    getsIn(
      target,
      () => connected(target, account, db => db.rows('select 1')),
      fault => REFUSED.has(String((fault as { readonly code?: unknown }).code)),
    ),

  exists: (target, name) => asAdministrator(target, async db => (await hostsOf(db, name)).length > 0),

  make: (target, { name, password }, { privilege, database }, mayExist) =>
    asAdministrator(target, async db => {
      const rights = RIGHTS[privilege ?? ''];
      if (rights === undefined || database === undefined)
        throw targetFailed(target, 'was told no rights for the account');
      const account = `${literal(name)}@'%'`;
      const verb = mayExist && (await hostsOf(db, name)).length > 0 ? 'alter' : 'create';
      await db.rows(`${verb} user ${account} identified by ${literal(password)}`);
      // In the name of a database of a grant, _ and % stand for any letters.
      await db.rows(`grant ${rights} on ${backquoted(database.replaceAll(/[_%]/g, '\\$&'))}.* to ${account}`);
    }),

  setPassword: (target, { name, password }) =>
    asAdministrator(target, async db => {
      const hosts = await hostsOf(db, name);
      if (hosts.length === 0) throw accountMissing(target, name);
      const each = hosts.map(host => `${literal(name)}@${literal(host)} identified by ${literal(password)}`);
      await db.rows(`alter user ${each.join(', ')}`);
    }),
};

const hostsOf = async (db: Connection, name: string): Promise<string[]> =>
  (await db.rows('select Host as host from mysql.user where User = ?', [name])).map(row => String(row.host));

const asAdministrator = administration(connected);

async function connected<T>(target: OpenTarget, { name, password }: Account, work: (db: Connection) => Promise<T>) {
  // Only servers whose secrets need it load it.
  const { createConnection } = await import('mysql2/promise');
  const tls = tlsOf(target);
  // The driver compares names with the certificate where it is told to, and addresses never.
  if (tls && isIP(target.host) !== 0) {
    throw targetFailed(
      target,
      'has an address where its certificate cannot be compared with one: register it by its name',
    );
  }
  const connection = await createConnection({
    ...(isSocket(target) ? { socketPath: target.host } : { host: target.host, port: target.port }),
    user: name,
    password,
    ...(target.database !== undefined && { database: target.database }),
    ...(tls && { ssl: { ...tls, verifyIdentity: true } }),
    connectTimeout: CONNECT_MS,
  });
  // A connection that ends by itself is told by the query that it was for.
  connection.on('error', () => undefined);
  try {
    return await work({
      rows: async (sql, values = []) => {
        const [rows] = await connection.query({ sql, values: [...values], timeout: ANSWER_MS });
        return Array.isArray(rows) ? (rows as unknown as Record<string, unknown>[]) : [];
      },
    });
  } finally {
    connection.destroy();
  }
}
