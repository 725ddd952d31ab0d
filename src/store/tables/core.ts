/** The tables that belong to no domain: what the server keeps for itself. */

import type { Generated } from 'kysely';

export interface SettingsTable {
  name: string;
  value: string;
}

/** PostgreSQL only. */
export interface RequestNoncesTable {
  access_key_id: string;
  nonce: string;
  /** Milliseconds since 1970. */
  expires_at: number;
}

/** SQLite only: the nonces of changes that were committed together and whose requests have time stamps in one window. */
export interface NoncePagesTable {
  /** Which five minutes (ledger/nonce-memory.ts). */
  time_window: number;
  number: number;
  /** Eight bytes each (ledger/nonce-row.ts). */
  fingerprints: Buffer;
}

/** SQLite only: one row. */
export interface NonceKeysTable {
  /** 64 hexadecimal digits (ledger/nonce-fingerprint.ts). */
  key: string;
}

export interface IdempotencyTokensTable {
  account_id: string;
  /** The account's own id where it called itself. */
  principal_id: string;
  /** Product and action, such as `cas:CreateSubCACertificate`. */
  operation: string;
  token: string;
  /** Tells whether a repeated token comes with the parameters of the first call. */
  request_hash: string;
  /** What the first call was answered, as JSON. */
  answer: string;
  /** Milliseconds since 1970. */
  expires_at: number;
}

/** PostgreSQL only: one server alone keeps its buckets in memory (throttle-shared.ts). */
export interface ThrottleBucketsTable {
  key: string;
  /** When the bucket is full again, in milliseconds since 1970, with a fraction. */
  full_at: number;
}

/** PostgreSQL only: a server that stands alone has them in memory (caches/generations.ts). The generation of a subject is the sum of its rows. */
export interface GenerationsTable {
  slot: Generated<number>;
  subject: string;
  n: number;
}

export interface CoreTables {
  settings: SettingsTable;
  generations: GenerationsTable;
  request_nonces: RequestNoncesTable;
  nonce_pages: NoncePagesTable;
  nonce_keys: NonceKeysTable;
  idempotency_tokens: IdempotencyTokensTable;
  throttle_buckets: ThrottleBucketsTable;
}
