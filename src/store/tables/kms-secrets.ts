/** The tables of secrets: secrets and their versions. Their tags are among those of keys (kms-keys.ts), under their names. */
import type { DataType, SecretType } from '../../kms/secrets/secret.js';

export interface KmsSecretsTable {
  id: string;
  account_id: string;
  name: string;
  type: SecretType;
  description: string;
  /** Null where the server's seal alone protects the values. */
  encryption_key_id: string | null;
  instance_id: string | null;
  created_at: number;
  updated_at: number;
  delete_at: number | null;
  /** JSON list of pairs, a label and the id of the version that has it. */
  stages: string;
  revision: number;
  /** JSON, as it was given; null: the usual policy, which leaves it to RAM who may do what. */
  policy: string | null;
}

export interface KmsSecretVersionsTable {
  secret_id: string;
  id: string;
  number: number;
  created_at: number;
  data_type: DataType;
  sealed_value: Buffer;
}

/** Kept by the database (dialects/dialect.ts, keepCounts). */
export interface KmsSecretCountsTable {
  account_id: string;
  slot: number;
  n: number;
}

/** What a secret has that is not Generic. */
export interface KmsManagedSecretsTable {
  secret_id: string;
  /** JSON: what the credentials are and where (managed/managed-secret.ts). */
  source: string;
  /** JSON object of texts: `ExtendedConfig` as its owner gave it, without CustomData. */
  given: string;
  /** JSON object of texts. */
  custom_data: string;
  automatic: number;
  interval_ms: number | null;
  last_rotated_at: number | null;
  retire_at: number | null;
  pending_version: string | null;
  failures: number;
  working_until: number | null;
  /** When the job looks at it next; null: never. */
  due_at: number | null;
}

export interface KmsSecretTables {
  kms_secrets: KmsSecretsTable;
  kms_secret_versions: KmsSecretVersionsTable;
  kms_secret_counts: KmsSecretCountsTable;
  kms_managed_secrets: KmsManagedSecretsTable;
}
