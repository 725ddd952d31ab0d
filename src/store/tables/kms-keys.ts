/** The tables of keys: keys, versions, aliases; and the tags of keys and secrets. */
import type { KeyOrigin, StoredKeyState } from '../../kms/keys/key.js';
import type { KeyUsage } from '../../kms/keys/key-specs.js';

export interface KmsKeysTable {
  id: string;
  account_id: string;
  spec: string;
  usage: KeyUsage;
  origin: KeyOrigin;
  state: StoredKeyState;
  description: string;
  created_at: number;
  updated_at: number;
  /** Null where callers name a version, and where there is none yet. */
  primary_version_id: string | null;
  version_count: number;
  last_version_at: number | null;
  rotation_ms: number | null;
  /** Goes with the state PendingDeletion. */
  delete_at: number | null;
  /** What its owner says of why it must stay; null: it may be deleted. */
  protection: string | null;
  has_material: number;
  material_expires_at: number | null;
  /** JSON, as it was given; null: the usual policy, which leaves it to RAM who may do what. */
  policy: string | null;
  /** Null of keys that are in no instance. */
  instance_id: string | null;
}

export interface KmsKeyVersionsTable {
  id: string;
  account_id: string;
  key_id: string;
  number: number;
  created_at: number;
  /** SubjectPublicKeyInfo, DER; null of keys that are no pairs. */
  public_key: Buffer | null;
  /** Null where imported material was deleted. */
  sealed_material: Buffer | null;
  /** Of imported material; stays when that is deleted. */
  sealed_digest: Buffer | null;
}

export interface KmsAliasesTable {
  account_id: string;
  /** Without `alias/`. */
  name: string;
  key_id: string;
  created_at: number;
  updated_at: number;
}

export interface KmsTagsTable {
  account_id: string;
  resource_type: 'key' | 'secret' | 'instance';
  resource_id: string;
  key: string;
  value: string;
  /** When the key, secret or instance was made: lists of what has a tag are in this order. */
  resource_created_at: number;
}

/** Kept by the database (dialects/dialect.ts, keepCounts). */
export interface KmsKeyCountsTable {
  account_id: string;
  spec: string;
  usage: string;
  state: string;
  slot: number;
  n: number;
}

export interface KmsKeyTables {
  kms_keys: KmsKeysTable;
  kms_key_versions: KmsKeyVersionsTable;
  kms_aliases: KmsAliasesTable;
  kms_tags: KmsTagsTable;
  kms_key_counts: KmsKeyCountsTable;
}
