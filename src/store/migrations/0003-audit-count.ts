/** One record can stand for several refused calls of one principal within a second. */
import type { StoreMigration } from './migration.js';

export const auditCount: StoreMigration = async (db, { integer }) => {
  await db.schema
    .alterTable('audit_records')
    .addColumn('count', integer, it => it.notNull().defaultTo(1))
    .execute();
};
