/**
 * Audit records as text: one JSON object a line for other programs (https://jsonlines.org), and one line or one page for people.
 * Some of it was chosen by callers, so each character that a terminal or an editor acts on is written as an escape of JSON, which
 * a program that reads the JSON gets back as it was.
 */
import type { AuditEntry } from './record.js';

/** The whole record as one line of JSON, with its newline. The parameters become part of the object, the time an ISO 8601 text. */
export function jsonLine(entry: AuditEntry): string {
  const { time, parameters, ...rest } = entry;
  return `${printable(JSON.stringify({ ...rest, time: new Date(time).toISOString(), parameters: parsed(parameters) }))}\n`;
}

/** The same over several lines, with its newline. */
export function jsonPage(entry: AuditEntry): string {
  const lines = JSON.stringify(JSON.parse(jsonLine(entry)), null, 2).split('\n');
  return lines.map(it => `${printable(it)}\n`).join('');
}

/** When, who, from where, what, how it ended: one line with its newline. */
export function summaryLine(entry: AuditEntry): string {
  const { time, sourceAddress, product, operation, outcome, status, requestId, detail, count } = entry;
  const end = `${outcome === 'OK' ? 'OK' : `${status} ${outcome}`}${count === 1 ? '' : ` × ${count}`}`;
  const words = [
    new Date(time).toISOString(),
    requestId,
    callerOf(entry),
    sourceAddress,
    `${product}:${operation}`,
    end,
  ];
  return `${printable([...words, ...(detail === null ? [] : [`(${detail})`])].join('  '))}\n`;
}

/** The caller's ARN, of a session with who is behind it. */
function callerOf({ principalArn, assumedBy, sourceIdentity }: AuditEntry): string {
  if (assumedBy === undefined) return principalArn;
  return `${principalArn} (assumed by ${assumedBy}${sourceIdentity === undefined ? '' : ` for ${sourceIdentity}`})`;
}

/** Parameters are JSON when they are written. Whatever else is in the column is shown as the text that it is. */
function parsed(parameters: string): unknown {
  try {
    return JSON.parse(parameters);
  } catch {
    return parameters;
  }
}

/**
 * Controls of both sets (ECMA-48), also those of direction and everything else that is not seen, ends of lines, halves of surrogate
 * pairs, and what Unicode has not defined yet, as `\uXXXX`.
 */
function printable(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, character =>
    // One escape for each unit: a character beyond U+FFFF has two.
    Array.from({ length: character.length }, (_, unit) => escapeOf(character.charCodeAt(unit))).join(''),
  );
}

function escapeOf(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}
