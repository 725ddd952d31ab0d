/** Databases that are there keep their counts in the way that new ones do: on SQLite an insert takes half of the time (dialects/sqlite.ts, keepCounts). */
import type { StoreMigration } from './migration.js';

export const countedByTwoStatements: StoreMigration = async (db, dialect) => {
  await dialect.keepCounts(db, 'ca_certificate_counts', 'ca_certificates', [
    'account_id',
    'authority_id',
    'kind',
    'status',
  ]);
  await dialect.keepCounts(db, 'ca_group_counts', 'ca_certificates', ['account_id', 'resource_group_id']);
  await dialect.keepCounts(db, 'kms_key_counts', 'kms_keys', ['account_id', 'spec', 'usage', 'state']);
  await dialect.keepCounts(db, 'kms_secret_counts', 'kms_secrets', ['account_id']);
};
