/** What lists of secrets read of a secret. */
import type { SelectQueryBuilder } from 'kysely';
import type { ListedSecret } from '../../../kms/secrets/secret.js';
import type { Database } from '../../database.js';
import type { KmsSecretsTable } from '../../tables/kms-secrets.js';
import { deletionTime } from './rows.js';

export type Secrets = SelectQueryBuilder<Database, 'kms_secrets', object>;

export const LISTED = ['name', 'type', 'created_at', 'updated_at', 'delete_at'] as const;

/** Those whose time is not over. */
export const present = (secrets: Secrets, now: Date): Secrets =>
  secrets.where(({ eb, or }) => or([eb('delete_at', 'is', null), eb('delete_at', '>', now.getTime())]));

export const toListed = (row: Pick<KmsSecretsTable, (typeof LISTED)[number]>): ListedSecret => ({
  name: row.name,
  type: row.type,
  createdAt: new Date(row.created_at),
  updatedAt: new Date(row.updated_at),
  deleteAt: deletionTime(row.delete_at),
});
