/** Errors of PostgreSQL and of the way there, in the store's words. */
import pg from 'pg';
import { isPostgresFull, isPostgresUnavailable } from '../dialects/postgres.js';
import { StoreError } from '../store-error.js';

/** The SQLSTATE of an answer of the server, or the code of an error of the network; empty when there is none. */
export function postgresCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/**
 * The error for the code that asked. The server's message names tables and constraints; its `detail` shows rows and is left out.
 */
export function storeErrorOf(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const code = postgresCode(error);
  const message = messageOf(error);
  if (isPostgresFull(code)) return new StoreError('full', `there is no room for the change: ${message}`);
  if (!(error instanceof pg.DatabaseError) || isPostgresUnavailable(code)) {
    return new StoreError('unavailable', `the database is out of reach: ${message}`);
  }
  return new StoreError('failed', `the database refused a statement: ${message} (${code})`);
}

/** To be put after `catch`: rejects with the store's error instead. */
export function explainPostgres(error: unknown): never {
  throw storeErrorOf(error);
}

function messageOf(error: unknown): string {
  // A host name with several addresses: one error for each, and no message of its own.
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
