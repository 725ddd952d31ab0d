/**
 * The tables of KMS: network rules, policies, access points, client keys, instances. Things refer to each other by name, as the API does, so
 * only a client key needs what it refers to to be there.
 */

export interface KmsNetworkRulesTable {
  account_id: string;
  name: string;
  type: 'Private' | 'Public' | 'VPC';
  description: string;
  /** JSON list of addresses and blocks. */
  source_addresses: string;
  created_at: number;
  updated_at: number;
}

export interface KmsPoliciesTable {
  account_id: string;
  name: string;
  /** `shared` or the id of an instance. */
  scope: string;
  description: string;
  /** JSON list of role templates. */
  permissions: string;
  /** JSON list of patterns. */
  resources: string;
  /** JSON list of names; null where the policy says nothing of networks. Goes with the next. */
  network_rules: string | null;
  /** What `network_rules` was read from, to the letter. */
  access_control_text: string | null;
  created_at: number;
  updated_at: number;
}

export interface KmsAccessPointsTable {
  account_id: string;
  name: string;
  authentication_method: 'ClientKey';
  description: string;
  /** JSON list of one to three names, in their order. */
  policies: string;
  created_at: number;
  updated_at: number;
}

/** There is no private key here: it was given away when the key was made. */
export interface KmsClientKeysTable {
  id: string;
  account_id: string;
  access_point: string;
  /** DER. */
  certificate: Buffer;
  not_before: number;
  not_after: number;
  created_at: number;
}

/** Apart from the keys, which are cached: every call may write it. */
export interface KmsClientKeyUsesTable {
  client_key_id: string;
  last_used_at: number;
  /** `<product>:<operation>`; empty where no use is known (kms/access-points/client-key.ts). */
  operation: string;
  source_address: string;
}

export interface KmsInstancesTable {
  account_id: string;
  /** Its id, `kst-…`. */
  name: string;
  title: string;
  status: 'Uninitialized' | 'Connected';
  /** 1: the account has it from the start. */
  provided: number;
  key_quota: number;
  secret_quota: number;
  network_quota: number;
  calls_per_second: number;
  /** JSON; null until it was connected in a network. */
  connection: string | null;
  /** JSON list. */
  bound_networks: string;
  deletion_protection: number;
  deletion_protection_reason: string;
  created_at: number;
  updated_at: number;
}

export interface KmsTables {
  kms_network_rules: KmsNetworkRulesTable;
  kms_policies: KmsPoliciesTable;
  kms_access_points: KmsAccessPointsTable;
  kms_client_keys: KmsClientKeysTable;
  kms_client_key_uses: KmsClientKeyUsesTable;
  kms_instances: KmsInstancesTable;
}
