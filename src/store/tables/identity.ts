/** The tables of identities: accounts, users, their access keys, policies and attachments. `name_key` is what names are found by. */

export interface AccountsTable {
  id: string;
  name: string;
  created_at: number;
}

export interface UsersTable {
  id: string;
  account_id: string;
  name: string;
  name_key: string;
  display_name: string;
  email: string;
  mobile_phone: string;
  comments: string;
  created_at: number;
  updated_at: number;
}

export interface RamGroupsTable {
  id: string;
  account_id: string;
  name: string;
  name_key: string;
  comments: string;
  created_at: number;
  updated_at: number;
}

export interface RamGroupMembersTable {
  user_id: string;
  group_id: string;
  joined_at: number;
}

export interface RamRolesTable {
  id: string;
  account_id: string;
  name: string;
  name_key: string;
  description: string;
  trust_policy: string;
  max_session_seconds: number;
  created_at: number;
  updated_at: number;
}

export interface RamRoleTagsTable {
  role_id: string;
  key: string;
  value: string;
}

export interface AccessKeysTable {
  id: string;
  account_id: string;
  /** Null: a root key of the account. */
  user_id: string | null;
  status: 'Active' | 'Inactive';
  sealed_secret: Buffer;
  created_at: number;
}

/** Apart from the keys, which are cached: every call may write here. A key that was never used has no row. */
export interface AccessKeyUsesTable {
  access_key_id: string;
  last_used_at: number;
}

export interface RamPoliciesTable {
  id: string;
  account_id: string;
  name: string;
  name_key: string;
  description: string;
  default_version: number;
  /** The highest number given out: numbers of deleted versions are not used again. */
  last_version: number;
  created_at: number;
  updated_at: number;
}

export interface RamPolicyVersionsTable {
  policy_id: string;
  version: number;
  document: string;
  created_at: number;
}

export interface RamPolicyTagsTable {
  policy_id: string;
  key: string;
  value: string;
}

/** Policies attached to users, groups and roles. */
export interface RamAttachmentsTable {
  account_id: string;
  principal_kind: 'user' | 'group' | 'role';
  principal_id: string;
  policy_type: 'System' | 'Custom';
  /** The id of a custom policy, the name of a system policy. */
  policy_id: string;
  /** Empty: the whole account. */
  resource_group_id: string;
  attached_at: number;
}

export interface RamLoginProfilesTable {
  user_id: string;
  reset_required: number;
  mfa_required: number;
  /** Hashes of the present password and of those before it. */
  sealed_passwords: Buffer;
  /** When the present one was chosen. */
  password_at: number;
  revision: number;
  created_at: number;
  updated_at: number;
}

/** Beside each login profile: every attempt writes here. */
export interface RamSignInsTable {
  user_id: string;
  /** Wrong passwords and codes since `failing_since`, those included that are being checked. */
  failures: number;
  failing_since: number | null;
  last_sign_in_at: number | null;
}

export interface RamMfaDevicesTable {
  account_id: string;
  name: string;
  name_key: string;
  sealed_seed: Buffer;
  /** Null until it is bound. */
  user_id: string | null;
  activated_at: number | null;
  /** The step of the last code that was used (RFC 6238): it and those before it are not good again. */
  last_step: number | null;
  created_at: number;
}

/** A member of the password policy or the security preference of an account that was set. */
export interface RamSettingsTable {
  account_id: string;
  setting_group: string;
  name: string;
  /** JSON. */
  value: string;
}

export interface RamAccountAliasesTable {
  account_id: string;
  alias: string;
}

export interface RamOidcProvidersTable {
  account_id: string;
  /** In lower case, which is how it is found. */
  name: string;
  /** As it was given; null: as `name`. */
  shown_name: string | null;
  issuer: string;
  /** Lists in JSON. */
  client_ids: string;
  fingerprints: string;
  /** JSON Web Key Set; null: fetched from the issuer. */
  key_set: string | null;
  ca_pem: string | null;
  private_addresses: number;
  description: string;
  issuance_limit_hours: number;
  created_at: number;
  updated_at: number;
}

export interface IdentityTables {
  ram_oidc_providers: RamOidcProvidersTable;
  accounts: AccountsTable;
  users: UsersTable;
  ram_groups: RamGroupsTable;
  ram_group_members: RamGroupMembersTable;
  ram_roles: RamRolesTable;
  ram_role_tags: RamRoleTagsTable;
  access_keys: AccessKeysTable;
  access_key_uses: AccessKeyUsesTable;
  ram_policies: RamPoliciesTable;
  ram_policy_versions: RamPolicyVersionsTable;
  ram_policy_tags: RamPolicyTagsTable;
  ram_attachments: RamAttachmentsTable;
  ram_login_profiles: RamLoginProfilesTable;
  ram_sign_ins: RamSignInsTable;
  ram_mfa_devices: RamMfaDevicesTable;
  ram_settings: RamSettingsTable;
  ram_account_aliases: RamAccountAliasesTable;
}
