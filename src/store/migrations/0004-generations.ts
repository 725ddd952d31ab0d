/** The generations of caches that servers share (tables/core.ts). */
import type { StoreMigration } from './migration.js';

export const generations: StoreMigration = async (db, dialect) => {
  if (!dialect.keepsGenerations) return;
  await dialect
    .withIdentity(dialect.createTable(db, 'generations'), 'slot')
    .addColumn('subject', dialect.text, it => it.notNull())
    .addColumn('n', dialect.bigint, it => it.notNull())
    .execute();
};
