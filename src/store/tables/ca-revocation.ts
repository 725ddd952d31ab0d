/** What is published about revocations; what each member means is said in ca/revocation/store.ts. */

/** One row for each authority that has revoked or published something. */
export interface CaRevocationStatesTable {
  authority_id: string;
  /** Counted up by each revocation, in the change that revokes. */
  revision: number;
  /** When lists are to be signed, in milliseconds since 1970: 0 at once, NEVER until somebody asks. */
  due_at: number;
  /** The current lists; 0: none yet, and then the rest is 0 too. */
  number: number;
  listed_revision: number;
  this_update: number;
  next_update: number;
  regular_number: number;
  regular_at: number;
  base_number: number;
  base_at: number;
  shards: number;
  /** JSON: a list of text. */
  public_urls: string;
  entries_hash: string;
}

export interface CaRevocationListsTable {
  authority_id: string;
  /** `full`, `delta`, or the number of a shard. */
  name: string;
  number: number;
  this_update: number;
  next_update: number;
  entries_hash: string;
  latest_at: number;
  /** 1 or 0. */
  datable: number;
  der: Buffer;
}

/** Certificates of OCSP responders, with their keys. */
export interface CaOcspRespondersTable {
  id: string;
  authority_id: string;
  serial_number: string;
  algorithm: string;
  not_before: number;
  not_after: number;
  certificate_der: Buffer;
  sealed_key: Buffer;
}

export interface CaRevocationTables {
  ca_revocation_states: CaRevocationStatesTable;
  ca_revocation_lists: CaRevocationListsTable;
  ca_ocsp_responders: CaOcspRespondersTable;
}
