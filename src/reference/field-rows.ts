/** Fields as rows of a table: the members of objects, lists and JSON texts follow the field that holds them. */
import type { Field, Fields } from '../spec/field.js';

export interface FieldRow {
  /** `Tags.N.Key` or `CertificateList[].Identifier`: N counts from 1, as the parameter is written on the wire. */
  readonly path: string;
  readonly field: Field;
  readonly required: boolean;
}

export type Direction = 'request' | 'response';

/** All fields in the order of their declaration, nested ones included. */
export function fieldRows(fields: Fields, direction: Direction, prefix = '', inJson = false): FieldRow[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const path = `${prefix}${name}`;
    const required = direction === 'request' ? field.required === true : field.presence === 'always';
    return [{ path, field, required }, ...membersOf(field, direction, path, inJson)];
  });
}

function membersOf(field: Field, direction: Direction, path: string, inJson: boolean): FieldRow[] {
  if (field.kind === 'object') return fieldRows(field.fields ?? {}, direction, `${path}.`, inJson || isJson(field));
  if (!field.item) return [];
  if (field.kind === 'json-text') return membersOf(field.item, direction, path, true);
  const asJson = direction === 'response' || inJson || isJson(field);
  const each = field.kind === 'map' ? '.<key>' : asJson ? '[]' : '.N';
  return membersOf(field.item, direction, `${path}${each}`, asJson);
}

const isJson = (field: Field): boolean => field.sentAs === 'json';

/** `string`, `integer`, `array of objects`, `string (JSON: array of strings)`. */
export function typeName(field: Field): string {
  switch (field.kind) {
    case 'list':
      return `array of ${pluralType(field.item)}`;
    case 'map':
      return `map of ${pluralType(field.item)}`;
    case 'json-text':
      return `string (JSON: ${field.item ? typeName(field.item) : 'any'})`;
    case 'secret':
    case 'enum':
      return 'string';
    default:
      return field.kind;
  }
}

function pluralType(item: Field | undefined): string {
  const name = item ? typeName(item) : 'value';
  // `arrays of objects`, not `array of objectss`.
  const [head = '', ...rest] = name.split(' ');
  return [`${head}s`, ...rest].join(' ');
}
