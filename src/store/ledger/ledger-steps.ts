/**
 * The steps of a change that are no SQL on SQLite: the writer thread gathers what they carry and writes it in pages, one for all changes
 * that it commits together (group-ledger.ts). They travel as all steps do, by the number of their text.
 */
import type { AuditRecord } from '../../audit/record.js';
import type { Step } from '../../domain/change.js';
import { keep } from '../hot-statements.js';

export const appendRecord = keep('append a record to the audit log');
export const useNonce = keep('use a nonce');
export const forgetNonces = keep('forget the nonces of times before');

const ledgerTexts: ReadonlySet<string> = new Set([appendRecord, useNonce, forgetNonces]);

/** Whether a step is one of these. */
export function isLedgerStep(sql: string): boolean {
  return ledgerTexts.has(sql);
}

/**
 * A record as it travels and as it is packed: the time, the RequestId, who called (six texts, or eight of a role's session), what was called and how it ended (five), the
 * parameters, the detail or null, the count. Texts that many records of a page share are one each, so that they are one value to copy and to find.
 */
export type RecordValues = readonly [
  time: number,
  requestId: string,
  who: string,
  what: string,
  parameters: string,
  detail: string | null,
  count: number,
];

/** Between texts that travel as one. No text of a record holds it: `storable` takes it out. */
const separator = '\0';

export function recordStep(record: AuditRecord): Step {
  return { sql: appendRecord, parameters: recordValues(record) };
}

export function recordValues(record: AuditRecord): RecordValues {
  const { accountId, principalType, principalId, principalArn, accessKeyId, sourceAddress } = record;
  const ofSession = record.assumedBy === undefined ? [] : [record.assumedBy, record.sourceIdentity ?? ''];
  const { product, operation, version, outcome, status } = record;
  return [
    record.time,
    record.requestId,
    joined([accountId, principalType, principalId, principalArn, accessKeyId, sourceAddress, ...ofSession]),
    joined([product, operation, version, outcome, String(status)]),
    record.parameters,
    record.detail === null ? null : storable(record.detail),
    record.count,
  ];
}

/** The record that `recordValues` made the values of. */
export function recordOf([time, requestId, who, what, parameters, detail, count]: RecordValues): AuditRecord {
  const [accountId, principalType, principalId, principalArn, accessKeyId, sourceAddress, ...ofSession] = parted(
    who,
    6,
    8,
  );
  const [assumedBy, sourceIdentity] = ofSession;
  const [product, operation, version, outcome, status] = parted(what, 5);
  return {
    time,
    requestId,
    accountId: accountId!,
    principalType: principalType!,
    principalId: principalId!,
    principalArn: principalArn!,
    accessKeyId: accessKeyId!,
    ...(assumedBy !== undefined && { assumedBy }),
    // An empty one is none.
    ...(sourceIdentity && { sourceIdentity }),
    sourceAddress: sourceAddress!,
    product: product!,
    operation: operation!,
    version: version!,
    parameters,
    outcome: outcome!,
    status: Number(status),
    detail,
    count,
  };
}

/** Without U+0000, which PostgreSQL cannot store and which separates texts here. A detail can quote the caller; parameters are JSON, which escapes it. */
export function storable(text: string): string {
  return text.includes(separator) ? text.replaceAll(separator, '\uFFFD') : text;
}

function joined(texts: readonly string[]): string {
  return texts.map(storable).join(separator);
}

function parted(text: string, ...counts: readonly number[]): string[] {
  const texts = text.split(separator);
  if (!counts.includes(texts.length))
    throw new RangeError(
      `a record of the audit log has ${texts.length} texts where it has to have ${counts.join(' or ')}`,
    );
  return texts;
}
