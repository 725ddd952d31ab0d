/** The audit log in the database, which itself refuses to change or remove a record (migrations/0001-core.ts). */
import type { Insertable, Selectable } from 'kysely';
import type { AuditEntry, AuditLog, AuditQuery, AuditRecord } from '../audit/record.js';
import { newRecordId, recordIdFloor, recordIdRandomBytes } from '../audit/record-id.js';
import { randomBytes } from '../crypto/random.js';
import type { Step } from '../domain/change.js';
import { insertStep } from './step.js';
import type { Store } from './store.js';
import type { AuditRecordsTable } from './tables/audit.js';

const usualLimit = 100;

export class StoredAuditLog implements AuditLog {
  constructor(private readonly store: Store) {}

  recordStep(record: AuditRecord): Step {
    return insertStep(this.store, 'audit_records', toRow(record));
  }

  async list(query: AuditQuery): Promise<readonly AuditEntry[]> {
    const { from, to, principal, operation, outcome, after, newestFirst = false, limit = usualLimit } = query;
    let rows = this.store.db.selectFrom('audit_records').selectAll().limit(limit);
    rows = rows.orderBy('id', newestFirst ? 'desc' : 'asc');
    if (from !== undefined) rows = rows.where('id', '>', recordIdFloor(from));
    if (to !== undefined) rows = rows.where('id', '<', recordIdFloor(to));
    if (after !== undefined) rows = rows.where('id', newestFirst ? '<' : '>', after);
    if (operation !== undefined) rows = rows.where('operation', '=', operation);
    if (outcome !== undefined) rows = rows.where('outcome', '=', outcome);
    if (principal !== undefined) {
      rows = rows.where(it =>
        it.or([
          it('principal_arn', '=', principal),
          it('principal_id', '=', principal),
          it('access_key_id', '=', principal),
        ]),
      );
    }
    return (await rows.execute()).map(toEntry);
  }

  async find(requestId: string): Promise<AuditEntry | undefined> {
    const row = await this.store.db
      .selectFrom('audit_records')
      .selectAll()
      .where('request_id', '=', requestId)
      .executeTakeFirst();
    return row && toEntry(row);
  }
}

function toRow(record: AuditRecord): Insertable<AuditRecordsTable> {
  return {
    id: newRecordId(record.time, randomBytes(recordIdRandomBytes)),
    time: record.time,
    request_id: record.requestId,
    account_id: record.accountId,
    principal_type: record.principalType,
    principal_id: record.principalId,
    principal_arn: record.principalArn,
    access_key_id: record.accessKeyId,
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

/** PostgreSQL cannot store U+0000, and the detail can quote the caller. Parameters are JSON, which escapes it; the rest is checked text. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}

function toEntry(row: Selectable<AuditRecordsTable>): AuditEntry {
  return {
    id: row.id,
    time: row.time,
    requestId: row.request_id,
    accountId: row.account_id,
    principalType: row.principal_type,
    principalId: row.principal_id,
    principalArn: row.principal_arn,
    accessKeyId: row.access_key_id,
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
