/** Values between the program and the databases: what a parameter may be, and what a column gives back. */

/** What both drivers store as it is. */
export type ColumnValue = string | number | null | Buffer;

/** Whether a step may have this as a parameter. The steps of step.ts have nothing else; a step that was put together by hand might. */
export function isColumnValue(value: unknown): value is ColumnValue {
  return typeof value === 'string' || Number.isSafeInteger(value) || value === null || Buffer.isBuffer(value);
}

/**
 * One value as a parameter of a statement. Absent values become null, true and false become 1 and 0.
 * @throws TypeError or RangeError, always a bug of the caller: for dates and structures (say how they are to be stored), and for
 *   integers that are not exact and would be rounded without a word
 */
export function toColumn(value: unknown): ColumnValue {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      if (!Number.isSafeInteger(value)) throw new RangeError('only integers up to 2^53 - 1 are stored');
      return value;
    case 'boolean':
      return value ? 1 : 0;
    case 'undefined':
      return null;
    case 'object':
      if (value === null || Buffer.isBuffer(value)) return value;
      if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }
  throw new TypeError('only text, integers, true, false, null and bytes are stored');
}

/** A column that holds true or false, read back. */
export function toBoolean(column: number): boolean {
  return column === 1;
}
