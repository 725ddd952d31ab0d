/** Answers with the values that are declared secret masked, for the screen. */
import type { Field } from '../description/model';
import { isRecord } from '../form/draft';
import { holdsSecret } from '../form/redact';

export const MASK = '••••••••';

export function maskAnswer(fields: readonly Field[], answer: unknown): unknown {
  if (!isRecord(answer)) return answer;
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => {
      const field = fields.find(declared => declared.name === name);
      return [name, field ? maskValue(field, value) : value];
    }),
  );
}

export function hasSecret(fields: readonly Field[], answer: unknown): boolean {
  return JSON.stringify(maskAnswer(fields, answer)) !== JSON.stringify(answer);
}

function maskValue(field: Field, value: unknown): unknown {
  if (!holdsSecret(field)) return value;
  if (field.secret || field.kind === 'json-text') return MASK;
  if (field.kind === 'object') return maskAnswer(field.fields ?? [], value);
  const { item } = field;
  if (!item) return value;
  if (Array.isArray(value)) return value.map(entry => maskValue(item, entry));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, maskValue(item, member)]));
}
