/** The rules of one text, number or choice. Lengths count as the server counts them. */
import type { Field } from '../description/model';
import { isInteger } from './plain';
import type { Problem } from './problem';

type Broken = Omit<Problem, 'path'>;

const utf8 = new TextEncoder();

export function byteLength(text: string): number {
  return utf8.encode(text).length;
}

/** The first broken rule, or nothing. */
export function checkScalar(field: Field, text: string): Broken[] {
  switch (field.kind) {
    case 'integer':
      return isInteger(text) ? checkRange(field, Number(text)) : [{ rule: 'integer' }];
    case 'boolean':
      return ['true', 'false', '1', '0'].includes(text) ? [] : [{ rule: 'boolean' }];
    case 'choice':
      return field.choices?.includes(text) ? [] : [{ rule: 'choice' }];
    default:
      return checkText(field, text);
  }
}

function checkRange({ minimum, maximum }: Field, value: number): Broken[] {
  if (minimum !== undefined && value < minimum) return [{ rule: 'minimum', limit: minimum }];
  if (maximum !== undefined && value > maximum) return [{ rule: 'maximum', limit: maximum }];
  return [];
}

export function checkText(field: Field, text: string): Broken[] {
  const { minLength, maxLength, maxBytes, pattern, format } = field;
  if (minLength !== undefined && text.length < minLength) {
    return [{ rule: 'too-short', limit: minLength, actual: text.length }];
  }
  if (maxLength !== undefined && text.length > maxLength) {
    return [{ rule: 'too-long', limit: maxLength, actual: text.length }];
  }
  if (maxBytes !== undefined && byteLength(text) > maxBytes) {
    return [{ rule: 'too-many-bytes', limit: maxBytes, actual: byteLength(text) }];
  }
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(text)) return [{ rule: 'characters' }];
  if (format === 'date-time' && !isDateTime(text)) return [{ rule: 'date-time' }];
  if (format === 'base64' && !isBase64(text)) return [{ rule: 'base64' }];
  return [];
}

/** yyyy-MM-ddTHH:mm:ssZ and a moment that exists. */
export function isDateTime(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === `${text.slice(0, -1)}.000Z`;
}

/** Padded standard Base64 with nothing in the bits that padding leaves over. */
export function isBase64(text: string): boolean {
  try {
    return btoa(atob(text)) === text;
  } catch {
    return false;
  }
}
