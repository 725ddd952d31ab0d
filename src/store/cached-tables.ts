/**
 * Which subject of caches (caches/generations.ts) is touched by a change of which table: all that has to be said to keep them true. The databases
 * themselves watch these tables (sqlite/raising.ts, postgres/raising.ts), so a statement need not say what it touches, and cannot forget to.
 *
 * Every table has a line: the subject of what is made from its rows and kept, or null where nothing is. A table that is written by many calls has
 * none, or nothing would be kept for long: what changes often and what is cached are two tables.
 */
import type { Subject } from '../caches/generations.js';
import type { TableName } from './database.js';

const subjectOf: Readonly<Record<TableName, Subject | null>> = {
  users: 'identity',
  access_keys: 'identity',
  // A group's name is in the explanation of what its policies decide.
  ram_groups: 'identity',
  ram_group_members: 'identity',
  ram_roles: 'identity',
  ram_policies: 'identity',
  ram_policy_versions: 'identity',
  ram_attachments: 'identity',
  // The security preference is among them: it grants users what they do for themselves.
  ram_settings: 'identity',
  // Sessions of users end when theirs changes. How signing in has gone is written by each attempt, and in a table of its own.
  ram_login_profiles: 'identity',
  // Of what issuers publish something is kept (identity/federation/key-sets.ts), and compared with the row at each call.
  ram_oidc_providers: null,
  // Its rows are locked by many changes (identity/locks.ts), and no call reads it.
  accounts: null,
  access_key_uses: null,
  ram_policy_tags: null,
  ram_role_tags: null,
  ram_sign_ins: null,
  ram_mfa_devices: null,
  ram_account_aliases: null,

  ca_authorities: 'authorities',
  ca_certificates: null,
  ca_certificate_counts: null,
  ca_group_counts: null,
  ca_tags: null,
  ca_authority_events: null,
  ca_taken_serial_numbers: null,
  ca_revocations: null,
  ca_pending_certificates: null,
  ca_revocation_states: null,
  ca_revocation_lists: null,
  ca_ocsp_responders: null,

  kms_client_keys: 'client-keys',
  kms_client_key_uses: null,
  // Apart from the others: the row of an instance is locked by each key and secret that is made in it.
  kms_instances: 'kms-instances',
  kms_access_points: 'client-keys',
  kms_policies: 'client-keys',
  kms_network_rules: 'client-keys',
  kms_keys: 'kms-keys',
  kms_key_versions: 'kms-keys',
  kms_key_counts: null,
  kms_aliases: 'kms-keys',
  kms_data_key_versions: null,
  kms_tags: 'kms-keys',
  kms_secrets: 'kms-secrets',
  kms_secret_versions: 'kms-secrets',
  kms_secret_counts: null,
  kms_managed_secrets: null,
  kms_targets: null,
  kms_target_accounts: null,

  settings: null,
  generations: null,
  request_nonces: null,
  idempotency_tokens: null,
  throttle_buckets: null,
  audit_records: null,
  audit_pages: null,
  nonce_pages: null,
  nonce_keys: null,
};

/** Each table from which something is cached, with its subject. */
export const cachedTables: readonly (readonly [table: TableName, subject: Subject])[] = Object.entries(
  subjectOf,
).flatMap(([table, subject]) => (subject === null ? [] : [[table as TableName, subject] as const]));
