/** Of a role's session a record also says who assumed the role, and what the session calls the one behind it. Pages have room for that already. */
import type { StoreMigration } from './migration.js';

export const auditSessions: StoreMigration = async (db, { keepsLedgerPages, text }) => {
  if (keepsLedgerPages) return;
  await db.schema.alterTable('audit_records').addColumn('assumed_by', text).execute();
  await db.schema.alterTable('audit_records').addColumn('source_identity', text).execute();
};
