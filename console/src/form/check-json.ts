/** A parameter that holds JSON: whether it is JSON, and whether the JSON is what the declaration says. */
import type { Field } from '../description/model';
import { checkScalar, checkText } from './check-scalar';
import { isRecord, itemOf } from './draft';
import type { Problem } from './problem';

type Broken = Omit<Problem, 'path'>;

export function checkJsonText(field: Field, text: string, path: string): Problem[] {
  const tooLong = checkText({ ...field, format: undefined, pattern: undefined }, text);
  if (tooLong.length > 0) return tooLong.map(problem => ({ ...problem, path }));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [{ path, rule: 'json' }];
  }
  if (!field.item) return [];
  return checkJson(field.item, value, '').map(problem => ({ ...problem, path }));
}

function checkJson(field: Field, value: unknown, within: string): Broken[] {
  const place = within === '' ? {} : { within };
  switch (field.kind) {
    case 'list':
      if (!Array.isArray(value)) return [{ rule: 'json-type', expected: 'array', ...place }];
      return [...checkCount(field, value.length, place), ...checkElements(field, value, within)];
    case 'object':
      if (!isRecord(value)) return [{ rule: 'json-type', expected: 'object', ...place }];
      return checkMembers(field, value, within);
    case 'map':
      if (!isRecord(value)) return [{ rule: 'json-type', expected: 'object', ...place }];
      return Object.entries(value).flatMap(([key, member]) => checkJson(itemOf(field), member, `${within}.${key}`));
    case 'json-text':
      if (typeof value !== 'string') return [{ rule: 'json-type', expected: 'string', ...place }];
      return checkJsonText(field, value, '').map(({ path: _, ...problem }) => ({ ...problem, ...place }));
    default:
      return checkLeaf(field, value).map(problem => ({ ...problem, ...place }));
  }
}

/** Numbers and booleans may be written as text, as everywhere on this wire. */
function checkLeaf(field: Field, value: unknown): Broken[] {
  const isText = typeof value === 'string';
  if (field.kind === 'integer' && (isText || typeof value === 'number')) return checkScalar(field, String(value));
  if (field.kind === 'boolean' && (isText || typeof value === 'boolean')) return checkScalar(field, String(value));
  if (isText && field.kind !== 'integer' && field.kind !== 'boolean') return checkScalar(field, value);
  const expected = field.kind === 'integer' ? 'number' : field.kind === 'boolean' ? 'boolean' : 'string';
  return [{ rule: 'json-type', expected }];
}

function checkCount({ minItems, maxItems }: Field, actual: number, place: { within?: string }): Broken[] {
  if (minItems !== undefined && actual < minItems) return [{ rule: 'too-few', limit: minItems, actual, ...place }];
  if (maxItems !== undefined && actual > maxItems) return [{ rule: 'too-many', limit: maxItems, actual, ...place }];
  return [];
}

function checkElements(field: Field, values: readonly unknown[], within: string): Broken[] {
  return values.flatMap((element, index) => checkJson(itemOf(field), element, `${within}[${index}]`));
}

function checkMembers(field: Field, value: Record<string, unknown>, within: string): Broken[] {
  const fields = field.fields ?? [];
  const unknown = Object.keys(value).filter(name => !fields.some(member => member.name === name));
  return [
    ...unknown.map(name => ({ rule: 'json-unknown' as const, within: `${within}.${name}` })),
    ...fields.flatMap(member => {
      const given = value[member.name];
      const place = `${within}.${member.name}`;
      if (given !== undefined && given !== null) return checkJson(member, given, place);
      return member.required ? [{ rule: 'missing' as const, within: place }] : [];
    }),
  ];
}
