/**
 * Idempotency tokens belong to a principal. Those of the last day, of which only the account is known, become the account's own: it
 * is not known who of its users called, and what they were answered must not be given to another.
 */
import { sql } from 'kysely';
import type { StoreMigration } from './migration.js';

export const tokensOfPrincipals: StoreMigration = async (db, dialect) => {
  const { text, bigint } = dialect;
  await dialect
    .createTable(db, 'tokens_of_principals')
    .addColumn('account_id', text, it => it.notNull())
    .addColumn('principal_id', text, it => it.notNull())
    .addColumn('operation', text, it => it.notNull())
    .addColumn('token', text, it => it.notNull())
    .addColumn('request_hash', text, it => it.notNull())
    .addColumn('answer', text, it => it.notNull())
    .addColumn('expires_at', bigint, it => it.notNull())
    .addPrimaryKeyConstraint('tokens_of_principals_pk', ['account_id', 'principal_id', 'operation', 'token'])
    .execute();
  await sql`
    insert into tokens_of_principals (account_id, principal_id, operation, token, request_hash, answer, expires_at)
    select account_id, account_id, operation, token, request_hash, answer, expires_at from idempotency_tokens`.execute(
    db,
  );
  await db.schema.dropTable('idempotency_tokens').execute();
  await db.schema.alterTable('tokens_of_principals').renameTo('idempotency_tokens').execute();
  await db.schema.createIndex('idempotency_tokens_expiry').on('idempotency_tokens').column('expires_at').execute();
};
