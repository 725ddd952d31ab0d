/** A record of the audit log as a row: on PostgreSQL, and of the versions before there were pages. */
import type { Insertable, Selectable } from 'kysely';
import type { AuditEntry, AuditRecord } from '../../audit/record.js';
import { newRecordId, recordIdRandomBytes } from '../../audit/record-id.js';
import { randomBytes } from '../../crypto/random.js';
import type { AuditRecordsTable } from '../tables/audit.js';
import { storable } from './ledger-steps.js';

export type AuditRow = Selectable<AuditRecordsTable>;

/** A new row, with an id. */
export function rowOfRecord(record: AuditRecord): Insertable<AuditRecordsTable> {
  return {
    id: newRecordId(record.time, randomBytes(recordIdRandomBytes)),
    time: record.time,
    request_id: record.requestId,
    account_id: record.accountId,
    principal_type: record.principalType,
    principal_id: record.principalId,
    principal_arn: record.principalArn,
    access_key_id: record.accessKeyId,
    assumed_by: record.assumedBy ?? null,
    source_identity: record.sourceIdentity ?? null,
    source_address: record.sourceAddress,
    product: record.product,
    operation: record.operation,
    version: record.version,
    parameters: record.parameters,
    outcome: record.outcome,
    status: record.status,
    detail: record.detail === null ? null : storable(record.detail),
    count: record.count,
  };
}

export function recordOfRow(row: AuditRow): AuditEntry {
  return {
    id: row.id,
    time: row.time,
    requestId: row.request_id,
    accountId: row.account_id,
    principalType: row.principal_type,
    principalId: row.principal_id,
    principalArn: row.principal_arn,
    accessKeyId: row.access_key_id,
    assumedBy: row.assumed_by ?? undefined,
    sourceIdentity: row.source_identity ?? undefined,
    sourceAddress: row.source_address,
    product: row.product,
    operation: row.operation,
    version: row.version,
    parameters: row.parameters,
    outcome: row.outcome,
    status: row.status,
    detail: row.detail,
    count: row.count,
  };
}
