/** Revocations that outlive what was revoked, and certificates that are accepted and not issued yet (tables/ca-lifecycle.ts). */
import type { StoreMigration } from './migration.js';

export const caLifecycle: StoreMigration = async (db, dialect) => {
  const { text, integer, bigint, bytes } = dialect;

  // Nothing could be revoked before this version, so there is nothing to carry over.
  await db.schema.alterTable('ca_authorities').addColumn('revoked_above_at', bigint).execute();
  await db.schema
    .createIndex('ca_authorities_parent')
    .on('ca_authorities')
    .columns(['parent_id', 'number'])
    .where('parent_id', 'is not', null)
    .execute();

  await dialect
    .createTable(db, 'ca_revocations', { clustered: true })
    .addColumn('authority_id', text, it => it.notNull())
    .addColumn('serial_number', text, it => it.notNull())
    .addColumn('revoked_at', bigint, it => it.notNull())
    .addColumn('not_after', bigint, it => it.notNull())
    .addPrimaryKeyConstraint('ca_revocations_pk', ['authority_id', 'serial_number'])
    .execute();
  // Holds every column, so that a CRL is read from it alone.
  await db.schema
    .createIndex('ca_revocations_list')
    .on('ca_revocations')
    .columns(['authority_id', 'not_after', 'revoked_at', 'serial_number'])
    .execute();

  // What one authority has revoked is in the new table; what one account has is still looked for here.
  await db.schema.dropIndex('ca_certificates_revoked').execute();
  await db.schema
    .createIndex('ca_certificates_revoked')
    .on('ca_certificates')
    .columns(['account_id', 'revoked_at', 'number'])
    .where('revoked_at', 'is not', null)
    .execute();

  await dialect
    .createTable(db, 'ca_pending_certificates')
    .addColumn('certificate_id', text, it => it.primaryKey())
    .addColumn('account_id', text, it => it.notNull())
    .addColumn('authority_id', text, it => it.notNull())
    .addColumn('request', text, it => it.notNull())
    .addColumn('spki_der', bytes)
    .addColumn('accepted_at', bigint, it => it.notNull())
    .addColumn('attempts', integer, it => it.notNull())
    .addColumn('claimed_by', text)
    .addColumn('claimable_at', bigint, it => it.notNull())
    .execute();
  await db.schema
    .createIndex('ca_pending_certificates_claimable')
    .on('ca_pending_certificates')
    .column('claimable_at')
    .execute();
};
