/** Authorities, certificates and their tags (tables/ca.ts). */
import type { SchemaDialect } from '../dialects/dialect.js';
import type { StoreMigration } from './migration.js';

export const ca: StoreMigration = async (db, dialect) => {
  const { text, integer, bigint, bytes } = dialect;

  const issued = (table: string) =>
    dialect
      .withIdentity(dialect.createTable(db, table), 'number')
      .addColumn('id', text, it => it.notNull().unique())
      .addColumn('account_id', text, it => it.notNull())
      .addColumn('kind', text, it => it.notNull())
      .addColumn('status', text, it => it.notNull())
      .addColumn('algorithm', text, it => it.notNull())
      .addColumn('country', text)
      .addColumn('state', text)
      .addColumn('locality', text)
      .addColumn('organization', text)
      .addColumn('organization_unit', text)
      .addColumn('common_name', text)
      .addColumn('serial_number', text, it => it.notNull())
      .addColumn('not_before', bigint, it => it.notNull())
      .addColumn('not_after', bigint, it => it.notNull())
      .addColumn('certificate_der', bytes, it => it.notNull())
      .addColumn('alias', text)
      .addColumn('resource_group_id', text, it => it.notNull())
      .addColumn('created_at', bigint, it => it.notNull())
      .addColumn('revoked_at', bigint);

  await issued('ca_authorities')
    .addColumn('parent_id', text)
    .addColumn('sealed_key', bytes, it => it.notNull())
    .addColumn('years', integer, it => it.notNull())
    .addColumn('path_length', integer)
    .addColumn('crl_enabled', integer, it => it.notNull())
    .addColumn('crl_days', integer, it => it.notNull())
    .addColumn('certificate_max_days', integer)
    .addColumn('instance_id', text, it => it.notNull().unique())
    .addColumn('instance_uuid', text, it => it.notNull().unique())
    .execute();
  await db.schema
    .createIndex('ca_authorities_account')
    .on('ca_authorities')
    .columns(['account_id', 'number'])
    .execute();
  // A root's serial number has no other to differ from: nulls are all different.
  await db.schema
    .createIndex('ca_authorities_serial')
    .on('ca_authorities')
    .columns(['parent_id', 'serial_number'])
    .unique()
    .execute();

  await issued('ca_certificates')
    .addColumn('authority_id', text, it => it.notNull())
    .addColumn('alternative_names', text)
    .addColumn('sealed_key', bytes)
    .addColumn('custom_identifier', text)
    .addColumn('uploaded', integer, it => it.notNull())
    .execute();
  await db.schema
    .createIndex('ca_certificates_account')
    .on('ca_certificates')
    .columns(['account_id', 'number'])
    .execute();
  await db.schema
    .createIndex('ca_certificates_serial')
    .on('ca_certificates')
    .columns(['authority_id', 'serial_number'])
    .unique()
    .execute();
  // The next two hold only the rows that they are about, so that issuing does not pay for them.
  await db.schema
    .createIndex('ca_certificates_custom')
    .on('ca_certificates')
    .columns(['account_id', 'custom_identifier'])
    .unique()
    .where('custom_identifier', 'is not', null)
    .execute();
  await db.schema
    .createIndex('ca_certificates_revoked')
    .on('ca_certificates')
    .columns(['authority_id', 'revoked_at'])
    .where('revoked_at', 'is not', null)
    .execute();

  await createTagsAndEvents(db, dialect);
};

async function createTagsAndEvents(db: Parameters<StoreMigration>[0], dialect: SchemaDialect): Promise<void> {
  const { text, bigint } = dialect;
  await dialect
    .createTable(db, 'ca_tags', { clustered: true })
    .addColumn('id', text, it => it.notNull())
    .addColumn('key', text, it => it.notNull())
    .addColumn('value', text, it => it.notNull())
    .addPrimaryKeyConstraint('ca_tags_pk', ['id', 'key'])
    .execute();

  await dialect
    .withIdentity(dialect.createTable(db, 'ca_authority_events'), 'number')
    .addColumn('account_id', text, it => it.notNull())
    .addColumn('authority_id', text, it => it.notNull())
    .addColumn('event', text, it => it.notNull())
    .addColumn('time', bigint, it => it.notNull())
    .execute();
  await db.schema
    .createIndex('ca_authority_events_authority')
    .on('ca_authority_events')
    .columns(['authority_id', 'number'])
    .execute();
}
