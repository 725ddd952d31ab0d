/** Tables of error codes. */
import { code, type Table, table } from '../document.js';
import type { DocumentedError } from '../operation-errors.js';

/** `{P}` in code and message stands for a parameter's name, other names in braces for values of the call. */
export function errorTable(caption: string, errors: readonly DocumentedError[]): Table {
  const columns = ['HTTP status', 'Error code', 'Error message'];
  const rows = errors.map(({ status, code: name, message }) => [String(status), code(name), message]);
  // The message of an operation's own error says what to do; a column for that would be empty.
  if (errors.every(({ advice }) => advice === undefined)) return table(caption, columns, rows);
  return table(
    caption,
    [...columns, 'What to do'],
    rows.map((row, index) => [...row, errors[index]?.advice ?? 'See the message.']),
  );
}
