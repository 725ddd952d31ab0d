/**
 * Authorities whose key is elsewhere, and serial numbers that must not be chosen again (tables/ca.ts). What is deleted leaves its number
 * behind by itself, whatever deletes it.
 */
import type { StoreMigration } from './migration.js';

export const externalAuthorities: StoreMigration = async (db, dialect) => {
  const { text } = dialect;
  await db.schema
    .alterTable('ca_authorities')
    .addColumn('origin', text, it => it.notNull().defaultTo('local'))
    .execute();

  await dialect
    .createTable(db, 'ca_taken_serial_numbers', { clustered: true })
    .addColumn('authority_id', text, it => it.notNull())
    .addColumn('serial_number', text, it => it.notNull())
    .addPrimaryKeyConstraint('ca_taken_serial_numbers_pk', ['authority_id', 'serial_number'])
    .execute();
  const columns = ['authority_id', 'serial_number'];
  await dialect.keepOnDelete(db, {
    from: { table: 'ca_certificates', columns: ['authority_id', 'serial_number'] },
    to: { table: 'ca_taken_serial_numbers', columns },
  });
  // The number of a root is its own affair: nobody else issued it.
  await dialect.keepOnDelete(db, {
    from: { table: 'ca_authorities', columns: ['parent_id', 'serial_number'] },
    to: { table: 'ca_taken_serial_numbers', columns },
    where: 'parent_id',
  });
};
