/** One step in the history of the tables. Written once for both databases: the dialect says what differs. */
import type { Kysely } from 'kysely';
import type { SchemaDialect } from '../dialects/dialect.js';

export type StoreMigration = (db: Kysely<unknown>, dialect: SchemaDialect) => Promise<void>;
