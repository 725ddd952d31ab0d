/**
 * Every table of the store, for the typed query builder. One file of `tables/` holds the tables of one domain; adding one is:
 * its row types in `tables/<domain>.ts`, its interface in the list below, a migration (migrations/index.ts says how), and a
 * class `<domain>.ts` that implements the store interface of the domain. `idempotency-tokens.ts` is a small whole example.
 *
 * Columns hold text, integers, null and bytes, the same on both databases: true and false are 1 and 0 (codec.ts), times are
 * milliseconds since 1970, and structures are JSON text.
 */
import type { AuditTables } from './tables/audit.js';
import type { CaTables } from './tables/ca.js';
import type { CaLifecycleTables } from './tables/ca-lifecycle.js';
import type { CaRevocationTables } from './tables/ca-revocation.js';
import type { CoreTables } from './tables/core.js';
import type { IdentityTables } from './tables/identity.js';
import type { KmsTables } from './tables/kms.js';
import type { KmsDataKeyTables } from './tables/kms-data-keys.js';
import type { KmsKeyTables } from './tables/kms-keys.js';
import type { KmsSecretTables } from './tables/kms-secrets.js';
import type { KmsTargetTables } from './tables/kms-targets.js';

export type Database = CoreTables &
  AuditTables &
  IdentityTables &
  CaTables &
  CaLifecycleTables &
  CaRevocationTables &
  KmsTables &
  KmsKeyTables &
  KmsDataKeyTables &
  KmsSecretTables &
  KmsTargetTables;

export type TableName = keyof Database;
