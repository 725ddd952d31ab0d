/** Accounts of PostgreSQL, which are its roles. */
import type { ClientConfig } from 'pg';
import type { Account } from '../../kms/secrets/managed/rotator.js';
import type { OpenTarget } from '../../kms/targets/target.js';
import {
  ANSWER_MS,
  accountMissing,
  administration,
  CONNECT_MS,
  getsIn,
  type TargetAccess,
  targetFailed,
  tlsOf,
} from './access.js';
import { scramVerifier } from './scram.js';
import { identifier, literal } from './sql-quotes.js';

interface Connection {
  query(sql: string, values?: unknown[]): Promise<{ readonly rows: readonly Record<string, unknown>[] }>;
}

/** Wrong password, or no way in for the account. */
const REFUSED = new Set(['28P01', '28000']);
const MISSING = '42704';

export const postgresql: TargetAccess = {
  check: target =>
    asAdministrator(target, async db => {
      const [row] = (
        await db.query(
          `select current_setting('server_version') as version, rolsuper or rolcreaterole as may from pg_roles where rolname = current_user`,
        )
      ).rows;
      if (row?.may !== true) throw targetFailed(target, 'lets its administrator change no roles: give it CREATEROLE');
      return `PostgreSQL ${String(row.version)}`;
    }),

  logIn: (target, account) =>
    getsIn(
      target,
      () => connected(target, account, db => db.query('select 1')),
      fault => REFUSED.has(codeOf(fault)),
    ),

  exists: (target, name) => asAdministrator(target, db => isThere(db, name)),

  make: (target, { name, password }, rights, mayExist) =>
    asAdministrator(target, async db => {
      const verb = mayExist && (await isThere(db, name)) ? 'alter' : 'create';
      await db.query(`${verb} role ${identifier(name)} login password ${literal(scramVerifier(password))}`);
      if (rights.as !== undefined) await db.query(`grant ${identifier(rights.as)} to ${identifier(name)}`);
    }),

  setPassword: (target, { name, password }) =>
    asAdministrator(target, async db => {
      try {
        await db.query(`alter role ${identifier(name)} password ${literal(scramVerifier(password))}`);
      } catch (fault) {
        throw codeOf(fault) === MISSING ? accountMissing(target, name) : fault;
      }
    }),
};

const codeOf = (fault: unknown): string => String((fault as { readonly code?: unknown } | undefined)?.code);

const isThere = async (db: Connection, name: string): Promise<boolean> =>
  (await db.query('select 1 from pg_roles where rolname = $1', [name])).rows.length > 0;

const asAdministrator = administration(connected);

async function connected<T>(target: OpenTarget, { name, password }: Account, work: (db: Connection) => Promise<T>) {
  // Only servers whose secrets need it load it.
  const { default: pg } = await import('pg');
  const options: ClientConfig = {
    host: target.host,
    port: target.port,
    user: name,
    password,
    database: target.database ?? 'postgres',
    ssl: tlsOf(target) ?? false,
    application_name: 'chancery',
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
    statement_timeout: ANSWER_MS,
  };
  const client = new pg.Client(options);
  // A connection that ends by itself is told by the query that it was for.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
