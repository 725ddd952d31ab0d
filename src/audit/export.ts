/** Audit records as text: one JSON object a line for other programs (https://jsonlines.org), and one line for people. */
import type { AuditEntry } from './record.js';

/** The whole record as one line of JSON, with its newline. The parameters become part of the object, the time an ISO 8601 text. */
export function jsonLine(entry: AuditEntry): string {
  const { time, parameters, ...rest } = entry;
  return `${JSON.stringify({ ...rest, time: new Date(time).toISOString(), parameters: parsed(parameters) })}\n`;
}

/** When, who, from where, what, how it ended: one line with its newline. */
export function summaryLine(entry: AuditEntry): string {
  const { time, principalArn, sourceAddress, product, operation, outcome, status, requestId, detail } = entry;
  const end = outcome === 'OK' ? 'OK' : `${status} ${outcome}`;
  const words = [new Date(time).toISOString(), requestId, principalArn, sourceAddress, `${product}:${operation}`, end];
  return `${printable([...words, ...(detail === null ? [] : [`(${detail})`])].join('  '))}\n`;
}

/** Parameters are JSON when they are written. Whatever else is in the column is shown as the text that it is. */
function parsed(parameters: string): unknown {
  try {
    return JSON.parse(parameters);
  } catch {
    return parameters;
  }
}

/** Some of it was chosen by callers: a terminal must not take it for commands, nor a reader for further lines. */
function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
    it => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
