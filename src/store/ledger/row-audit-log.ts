/** The audit log on PostgreSQL: a row for each record, which the database itself refuses to change or remove (migrations/0001-core.ts). */
import type { AuditEntry, AuditLog, AuditQuery, AuditRecord } from '../../audit/record.js';
import { recordIdFloor } from '../../audit/record-id.js';
import type { Step } from '../../domain/change.js';
import { insertStep } from '../step.js';
import type { Store } from '../store.js';
import { recordOfRow, rowOfRecord } from './record-rows.js';
import { spansOf } from './request-id-time.js';

const usualLimit = 100;

export class RowAuditLog implements AuditLog {
  /** Servers write side by side: a chain would have each of their changes wait for the one before. */
  readonly chain = undefined;

  constructor(private readonly store: Pick<Store, 'db' | 'dialect'>) {}

  recordStep(record: AuditRecord): Step {
    return insertStep(this.store, 'audit_records', rowOfRecord(record));
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
          it('assumed_by', '=', principal),
          it('principal_id', '=', principal),
          it('access_key_id', '=', principal),
        ]),
      );
    }
    return (await rows.execute()).map(recordOfRow);
  }

  async find(requestId: string): Promise<AuditEntry | undefined> {
    for (const span of spansOf(requestId)) {
      let rows = this.store.db.selectFrom('audit_records').selectAll().where('request_id', '=', requestId);
      if (span) rows = rows.where('id', '>', recordIdFloor(span.from)).where('id', '<', recordIdFloor(span.to));
      const row = await rows.limit(1).executeTakeFirst();
      if (row) return recordOfRow(row);
    }
    return undefined;
  }
}
