/** The tables of targets: databases whose accounts secrets manage, and which secret has which account. */
import type { TargetKind } from '../../kms/secrets/managed/rotator.js';

export interface KmsTargetsTable {
  account_id: string;
  instance_id: string;
  kind: TargetKind;
  host: string;
  port: number;
  tls: number;
  ca_pem: string | null;
  database_name: string | null;
  created_at: number;
  /** JSON of name and password. */
  sealed_administrator: Buffer;
}

export interface KmsTargetAccountsTable {
  account_id: string;
  instance_id: string;
  name: string;
  secret_name: string;
  token: string;
  claimed_at: number;
}

export interface KmsTargetTables {
  kms_targets: KmsTargetsTable;
  kms_target_accounts: KmsTargetAccountsTable;
}
