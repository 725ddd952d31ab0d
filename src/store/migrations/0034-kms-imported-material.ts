/** What imported material is recognised by when it comes again, and which material has expired (tables/kms-keys.ts). */
import { sql } from 'kysely';
import type { StoreMigration } from './migration.js';

export const kmsImportedMaterial: StoreMigration = async (db, dialect) => {
  await db.schema.alterTable('kms_key_versions').addColumn('sealed_digest', dialect.bytes).execute();
  // What the jobs look for: few rows of many.
  await sql`
    create index kms_keys_material_expiry on kms_keys (material_expires_at)
    where material_expires_at is not null`.execute(db);
  await sql`
    create index kms_keys_material_lost on kms_keys (updated_at)
    where origin = 'EXTERNAL' and has_material = 0`.execute(db);
};
