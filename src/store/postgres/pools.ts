/** Connections to PostgreSQL: some that read, some that write. */
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import pg from 'pg';
import { postgresParser } from '../dialects/postgres.js';
import { hotNumber } from '../hot-statements.js';
import type { PostgresOptions } from '../share.js';
import { usualConnections } from './connection-count.js';
import { explainPostgres } from './postgres-error.js';

const connectTimeoutMs = 5_000;
/** Above the server's own limit, so that it is the server that stops a statement. What then still hangs is the network. */
const statementTimeoutMs = 30_000;
const answerTimeoutMs = statementTimeoutMs + 5_000;

/** What is set on each new connection of a kind. */
const readingSession = 'set default_transaction_read_only = on';
/** An answer promises that the change is on disk, whatever the default of this server, database or user is. */
const writingSession = `
  select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`;

/** Connections that refuse to write, as the reading connection of SQLite does. */
export function readingPool(url: string, options: PostgresOptions): pg.Pool {
  return makePool(url, { ...limits(options), session: readingSession });
}

/** Connections for changes. In pipeline mode statements are sent without waiting for the answers to those before them. */
export function writingPool(url: string, options: PostgresOptions): pg.Pool {
  return makePool(url, { ...limits(options), session: writingSession, pipeline: true });
}

/** Connections that change tables, which may take as long as it takes. */
export function migratingPool(url: string): pg.Pool {
  return makePool(url, { max: 2, session: writingSession });
}

function limits({ maxConnections = usualConnections }: PostgresOptions): pg.PoolConfig {
  return { max: maxConnections, statement_timeout: statementTimeoutMs, query_timeout: answerTimeoutMs };
}

function makePool(url: string, { session, ...config }: pg.PoolConfig & { session: string }): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'chancery',
    keepAlive: true,
    connectionTimeoutMillis: connectTimeoutMs,
    types: {
      getTypeParser: ((oid: number, format?: 'text') => {
        const usual = pg.types.getTypeParser(oid, format);
        return format === undefined || format === 'text' ? postgresParser(oid, usual) : usual;
      }) as typeof pg.types.getTypeParser,
    },
    onConnect: async client => {
      await client.query(session);
    },
    ...config,
  });
  // Who uses a connection learns from its statement that the connection broke, and the pool drops it; but each also emits an error, which
  // would end the process if nobody listened: of the connection while it is in use, of the pool while it is not.
  pool.on('connect', client => client.on('error', () => {}));
  pool.on('error', () => {});
  return pool;
}

/** The statement as it is sent: hot ones are prepared once on each connection. */
export function query(sql: string, parameters: readonly unknown[]): pg.QueryConfig {
  const number = hotNumber(sql);
  const values = [...parameters];
  return number === undefined ? { text: sql, values } : { name: `hot-${number}`, text: sql, values };
}

/** A pool for the query builder: prepares hot statements, and says clearly when the database is out of reach. */
export function builderPool(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    connect: async () => {
      const client = await pool.connect().catch(explainPostgres);
      let wrapped = clients.get(client);
      if (!wrapped) {
        wrapped = new BuilderClient(client);
        clients.set(client, wrapped);
      }
      return wrapped;
    },
    end: () => pool.end(),
    options: pool.options,
  };
}

class BuilderClient implements PostgresPoolClient {
  constructor(private readonly client: pg.PoolClient) {}

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query(): never;
  async query<R>(sql?: string, parameters: readonly unknown[] = []): Promise<PostgresQueryResult<R>> {
    const { command, rowCount, rows } = await this.client.query(query(sql ?? '', parameters)).catch(explainPostgres);
    return { command, rowCount, rows } as PostgresQueryResult<R>;
  }

  release(): void {
    this.client.release();
  }
}
