/** Authorities and certificates; what each member means is said in ca/records.ts. */
import type { Generated } from 'kysely';

interface IssuedColumns {
  /** Counted up by the database: the order of lists, and the numeric ids of the API. */
  number: Generated<number>;
  id: string;
  account_id: string;
  /** `issued` or `revoked`; of a certificate also `pending`. */
  status: string;
  algorithm: string;
  country: string | null;
  state: string | null;
  locality: string | null;
  organization: string | null;
  organization_unit: string | null;
  common_name: string | null;
  serial_number: string;
  /** Milliseconds since 1970, as all times. */
  not_before: number;
  not_after: number;
  certificate_der: Buffer;
  alias: string | null;
  resource_group_id: string;
  created_at: number;
  revoked_at: number | null;
}

export interface CaAuthoritiesTable extends IssuedColumns {
  kind: string;
  /** `local`, or `external`: its key is not here. */
  origin: string;
  /** The authority above; null for a root. */
  parent_id: string | null;
  /** Empty for an external authority. */
  sealed_key: Buffer;
  years: number;
  path_length: number | null;
  crl_enabled: number;
  crl_days: number;
  certificate_max_days: number | null;
  instance_id: string;
  instance_uuid: string;
  /** When an authority above it was revoked, the first of them; null while all of them stand. */
  revoked_above_at: number | null;
  /** What its name is compared by; null where its certificate could not be read. */
  name_key: string | null;
  /** How much it may issue. */
  certificate_limit: Generated<number>;
}

export interface CaCertificatesTable extends IssuedColumns {
  kind: string;
  authority_id: string;
  /** JSON: a list of {"type", "value"}; null for none. */
  alternative_names: string | null;
  /** Null where the key pair was made by the certificate's owner. */
  sealed_key: Buffer | null;
  /** Bits of the subject's fields that the call or the CSR gave (store/ca/rows.ts); null where that is not known, or all of them. */
  given_fields: number | null;
  custom_identifier: string | null;
  uploaded: number;
  /** When its status, alias, tags or group last changed. */
  modified_at: number;
}

/** Tags of authorities and certificates, whose identifiers are of one name space. */
export interface CaTagsTable {
  account_id: string;
  id: string;
  key: string;
  value: string;
}

/** What happened to authorities. */
export interface CaAuthorityEventsTable {
  number: Generated<number>;
  account_id: string;
  authority_id: string;
  /** `root-made`, `sub-made` or `revoked`. */
  event: string;
  time: number;
}

/** Serial numbers that must not be chosen again, though no row of the other tables need have them: chosen ones, and those of what was deleted. */
export interface CaTakenSerialNumbersTable {
  authority_id: string;
  serial_number: string;
}

/** How many certificates there are; kept by the database (dialects/dialect.ts, keepCounts). */
export interface CaCertificateCountsTable {
  account_id: string;
  authority_id: string;
  kind: string;
  status: string;
  slot: number;
  n: number;
}

export interface CaGroupCountsTable {
  account_id: string;
  resource_group_id: string;
  slot: number;
  n: number;
}

export interface CaTables {
  ca_authorities: CaAuthoritiesTable;
  ca_certificates: CaCertificatesTable;
  ca_tags: CaTagsTable;
  ca_certificate_counts: CaCertificateCountsTable;
  ca_group_counts: CaGroupCountsTable;
  ca_authority_events: CaAuthorityEventsTable;
  ca_taken_serial_numbers: CaTakenSerialNumbersTable;
}
