/** The table of the audit log; what each column means is said in audit/record.ts. */

export interface AuditRecordsTable {
  id: string;
  time: number;
  request_id: string;
  account_id: string;
  principal_type: string;
  principal_id: string;
  principal_arn: string;
  access_key_id: string;
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

export interface AuditTables {
  audit_records: AuditRecordsTable;
}
