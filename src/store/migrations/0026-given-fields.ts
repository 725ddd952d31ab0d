/** Which fields of a certificate's subject the call or the CSR gave. Of certificates that are there it is not known. */
import type { StoreMigration } from './migration.js';

export const givenFields: StoreMigration = async (db, { integer }) => {
  await db.schema.alterTable('ca_certificates').addColumn('given_fields', integer).execute();
};
