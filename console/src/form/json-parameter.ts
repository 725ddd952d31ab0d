/** Which parameters hold JSON, so that they get an editor for it. */
import type { Field } from '../description/model';

/** Declared as JSON text, or a text whose example is a JSON array or object (a policy document). */
export function holdsJson(field: Field): boolean {
  if (field.kind === 'json-text') return true;
  if (field.kind !== 'text' || field.secret) return false;
  return /^\s*[[{]/.test(field.example ?? '') && isJson(field.example ?? '');
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Indented by two spaces; text that is no JSON is given back as it is. */
export function inLines(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
