/** By which name an authority is found, however that is written (ca/authority-names.ts). */
import { sql } from 'kysely';
import { nameKeyOf } from '../../ca/authority-names.js';
import type { StoreMigration } from './migration.js';

export const authorityNames: StoreMigration = async (db, { text }) => {
  await db.schema.alterTable('ca_authorities').addColumn('name_key', text).execute();
  const { rows } = await sql<{ id: string; certificate_der: Uint8Array }>`
    select id, certificate_der from ca_authorities`.execute(db);
  for (const { id, certificate_der } of rows) {
    const key = nameKeyOf(Buffer.from(certificate_der));
    if (key !== undefined) await sql`update ca_authorities set name_key = ${key} where id = ${id}`.execute(db);
  }
  await db.schema.createIndex('ca_authorities_name').on('ca_authorities').columns(['account_id', 'name_key']).execute();
};
