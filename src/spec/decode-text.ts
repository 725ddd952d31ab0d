/** Values that are one text on the wire: text, numbers, booleans and the names of members. */
import type { Field } from './field.js';
import { type Place, Problem } from './problem.js';
import type { JsonValue } from './wire-values.js';

/** U+0000 and halves of surrogate pairs are no text that every database could keep and give back. */
export function decodeText(field: Field, place: Place, value: JsonValue): string {
  if (typeof value !== 'string') {
    throw new Problem(
      place,
      'type',
      `must be text, such as ${JSON.stringify(field.example ?? field.values?.[0] ?? 'a')}`,
    );
  }
  requireCharacters(place, value);
  return value;
}

function requireCharacters(place: Place, text: string): void {
  if (text.includes('\u0000') || !text.isWellFormed()) throw new Problem(place, 'characters');
}

export function decodeInteger(place: Place, value: JsonValue): number {
  const written = typeof value !== 'string' || /^-?(0|[1-9]\d{0,15})$/.test(value);
  const number = typeof value === 'string' ? Number(value) : value;
  if (!written || typeof number !== 'number' || !Number.isSafeInteger(number)) {
    throw new Problem(place, 'type', 'must be a whole number');
  }
  return number;
}

/** In any case: the Python clients write `True` where the others write `true`. */
export function decodeBoolean(place: Place, value: JsonValue): boolean {
  const word = typeof value === 'string' ? value.toLowerCase() : value;
  if (word === true || word === 'true' || word === '1' || word === 1) return true;
  if (word === false || word === 'false' || word === '0' || word === 0) return false;
  throw new Problem(place, 'type', 'must be true or false');
}

export function requireKey(place: Place, key: string): void {
  if (key === '__proto__') throw new Problem(place, 'value', 'cannot have a member of the name __proto__');
  requireCharacters(place, key);
}
