/** Issuers of OpenID Connect tokens that accounts trust (tables/identity.ts). */
import type { StoreMigration } from './migration.js';

export const oidcProviders: StoreMigration = async (db, dialect) => {
  const { text, integer, bigint } = dialect;
  await dialect
    .createTable(db, 'ram_oidc_providers')
    .addColumn('account_id', text, it => it.notNull().references('accounts.id'))
    .addColumn('name', text, it => it.notNull())
    .addColumn('issuer', text, it => it.notNull())
    .addColumn('client_ids', text, it => it.notNull())
    .addColumn('fingerprints', text, it => it.notNull())
    .addColumn('key_set', text)
    .addColumn('ca_pem', text)
    .addColumn('private_addresses', integer, it => it.notNull())
    .addColumn('created_at', bigint, it => it.notNull())
    .addColumn('updated_at', bigint, it => it.notNull())
    .addPrimaryKeyConstraint('ram_oidc_providers_pk', ['account_id', 'name'])
    .execute();
};
