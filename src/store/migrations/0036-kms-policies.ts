/** Policies of keys and secrets: with the thing itself, so that whoever reads it knows whether it has one. */
import type { StoreMigration } from './migration.js';

export const kmsPolicies: StoreMigration = async (db, { text }) => {
  await db.schema.alterTable('kms_keys').addColumn('policy', text).execute();
  await db.schema.alterTable('kms_secrets').addColumn('policy', text).execute();
};
