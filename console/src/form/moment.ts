/** Parameters that are a moment, and the unit in which each operation wants it written. */
import type { Field } from '../description/model';
import { isDateTime } from './check-scalar';
import { isInteger } from './plain';

export type MomentUnit = 'seconds' | 'milliseconds' | 'text';

export function momentUnit(field: Field): MomentUnit | undefined {
  if (field.kind === 'text' && field.format === 'date-time') return 'text';
  if (field.kind !== 'integer') return undefined;
  if (field.unit === 'seconds since 1970') return 'seconds';
  return field.unit === 'milliseconds since 1970' ? 'milliseconds' : undefined;
}

/** Milliseconds since 1970, or undefined for a text that is no moment. */
export function readMoment(unit: MomentUnit, text: string): number | undefined {
  if (unit === 'text') return isDateTime(text) ? Date.parse(text) : undefined;
  if (!isInteger(text)) return undefined;
  const milliseconds = unit === 'seconds' ? Number(text) * 1000 : Number(text);
  // The range of ECMAScript times.
  return Math.abs(milliseconds) <= 8.64e15 ? milliseconds : undefined;
}

/** A moment as the operation wants it; fractions of a second are cut off. */
export function writeMoment(unit: MomentUnit, milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  if (unit === 'seconds') return String(seconds);
  return unit === 'milliseconds' ? String(seconds * 1000) : `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

/** As `<input type="datetime-local">` has it: without a zone, in that of the browser. Empty outside its years. */
export function localText(milliseconds: number): string {
  const zoned = new Date(milliseconds - new Date(milliseconds).getTimezoneOffset() * 60_000);
  return zoned.getUTCFullYear() > 9999 || zoned.getUTCFullYear() < 1 ? '' : zoned.toISOString().slice(0, 19);
}

export function readLocalText(text: string): number | undefined {
  const milliseconds = new Date(text).getTime();
  return text === '' || Number.isNaN(milliseconds) ? undefined : milliseconds;
}
