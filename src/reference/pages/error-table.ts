/** Tables of error codes. */
import { type Cell, code, type Table, type Text, table } from '../document.js';
import type { DocumentedError } from '../operation-errors.js';
import type { Prose } from '../prose.js';

/** `{P}` in code and message stands for a parameter's name, other names in braces for values of the call. */
export function errorTable(caption: string, errors: readonly DocumentedError[], prose: Prose): Table {
  return table(
    caption,
    ['HTTP status', 'Error code', 'Error message', 'What to do'],
    errors.map(error => [String(error.status), code(error.code), error.message, whatToDo(error, prose)]),
  );
}

/** What the error means, where the message leaves that open, and what the caller can do. */
export function whatToDo({ cause, advice }: DocumentedError, prose: Prose): Cell {
  return { lines: [cause, advice].flatMap((text): Text[] => (text === undefined ? [] : [prose(text)])) };
}
