/** The tables of the audit log: on PostgreSQL a row for each record, on SQLite one for each page of them (ledger/). */

/** What each column means is said in audit/record.ts. */
export interface AuditRecordsTable {
  id: string;
  time: number;
  request_id: string;
  account_id: string;
  principal_type: string;
  principal_id: string;
  principal_arn: string;
  access_key_id: string;
  assumed_by: string | null;
  source_identity: string | null;
  source_address: string;
  product: string;
  operation: string;
  version: string;
  parameters: string;
  outcome: string;
  status: number;
  detail: string | null;
  count: number;
}

export interface AuditPagesTable {
  /** 1 and then one more for each. */
  number: number;
  /** When the first and the last call of the page arrived, less than ten seconds apart (page-builder.ts). */
  first_time: number;
  last_time: number;
  records: number;
  /** What it looks like is said in ledger/page-codec.ts. */
  body: Buffer;
  /** Of this page and the one before (ledger/chain.ts). */
  hash: Buffer;
}

export interface AuditTables {
  audit_records: AuditRecordsTable;
  audit_pages: AuditPagesTable;
}
