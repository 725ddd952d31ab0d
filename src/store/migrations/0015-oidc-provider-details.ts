/** What callers of IMS say about an issuer, and how it writes its name (tables/identity.ts). */
import type { StoreMigration } from './migration.js';

export const oidcProviderDetails: StoreMigration = async (db, { text, integer }) => {
  const table = () => db.schema.alterTable('ram_oidc_providers');
  // One column a statement: SQLite adds no more at once.
  await table().addColumn('shown_name', text).execute();
  await table()
    .addColumn('description', text, it => it.notNull().defaultTo(''))
    .execute();
  await table()
    .addColumn('issuance_limit_hours', integer, it => it.notNull().defaultTo(12))
    .execute();
};
