/**
 * From wire parameters to typed values, guided by the declaration. Clients write a list or an object in two ways, flattened
 * (`Tags.1.Key=a`) or as one JSON text; both are read wherever the declaration has one (gateway.md section 2.3).
 * Nothing is guessed: `yes`, `0x10`, `1e3` and ` 1` are problems, not values.
 */
import type { Field, Fields } from './field.js';
import { maxJsonCommas, maxJsonDepth, measureJson } from './json-limits.js';
import type { ProblemKind } from './operation.js';

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** Parameters as they came, by full wire name. Text, or a JSON value where the request body was JSON. */
export type WireValues = ReadonlyMap<string, JsonValue>;

const DEFAULT_RULES: Readonly<Record<ProblemKind | 'missing', string>> = {
  missing: 'is missing',
  type: 'is of the wrong type',
  length: 'is too long or too short',
  characters: 'holds characters that are not allowed',
  format: 'is not well formatted',
  range: 'is out of range',
  value: 'is not one of the allowed values',
  count: 'has too many or too few entries',
};

/** What is wrong with a parameter, in the caller's words for it (`Tags.2.Key`). */
export class Problem extends Error {
  constructor(
    readonly parameter: string,
    readonly problem: ProblemKind | 'missing',
    /** The broken rule in words that follow the parameter's name: `must be at most 32 bytes long`. Never the value itself. */
    readonly rule: string = DEFAULT_RULES[problem],
  ) {
    super(`${parameter}: ${problem}`);
    this.name = 'Problem';
  }
}

/** Far above any list an operation takes; keeps `Tags.99999999.Key` from being a way to ask for memory. */
const MAX_INDEX = 10_000;

/** Decodes the declared parameters. Throws `Problem` for the first that is missing or not of its kind; others are left out. */
export function decodeParameters(fields: Fields, values: WireValues): Record<string, unknown> {
  const nested = groupNested(values);
  const decoded: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = decodeNamed(field, name, values, nested);
    if (value !== undefined) decoded[name] = value;
    else if (field.default !== undefined) decoded[name] = field.default;
    else if (field.required) throw new Problem(name, 'missing');
  }
  return decoded;
}

function decodeNamed(field: Field, name: string, values: WireValues, nested: Nested): unknown {
  for (const spelling of [name, ...(field.aliases ?? [])]) {
    const plain = values.get(spelling);
    if (plain !== undefined && !isEmpty(field, plain)) return decodeValue(field, name, plain);
    const members = nested.get(spelling);
    if (members && holdsOthers(field)) return decodeMembers(field, name, members);
  }
  return undefined;
}

/** An empty value stands for none, except where the empty text is a value of its own. */
function isEmpty(field: Field, value: JsonValue): boolean {
  if (value === null) return true;
  if (value !== '') return false;
  return field.required === true || !(field.kind === 'string' || field.kind === 'secret') || !!field.text?.minLength;
}

function holdsOthers(field: Field): boolean {
  return field.kind === 'list' || field.kind === 'object' || field.kind === 'map';
}

type Nested = ReadonlyMap<string, ReadonlyMap<string, JsonValue>>;

/** `A.1.B` and `A.2` become A → {1.B, 2}. */
function groupNested(values: WireValues): Nested {
  const groups = new Map<string, Map<string, JsonValue>>();
  for (const [name, value] of values) {
    const dot = name.indexOf('.');
    if (dot <= 0) continue;
    const head = name.slice(0, dot);
    const group = groups.get(head) ?? new Map<string, JsonValue>();
    groups.set(head, group);
    group.set(name.slice(dot + 1), value);
  }
  return groups;
}

function decodeValue(field: Field, name: string, value: JsonValue): unknown {
  switch (field.kind) {
    case 'string':
    case 'secret':
    case 'enum':
      return decodeText(name, value);
    case 'integer':
      return decodeInteger(name, value);
    case 'boolean':
      return decodeBoolean(name, value);
    case 'json-text': {
      if (typeof value !== 'string') throw new Problem(name, 'type');
      return { text: value, value: decodeJson(field.item, name, parseJson(name, value)) };
    }
    default:
      return decodeJson(field, name, typeof value === 'string' ? parseJson(name, value) : value);
  }
}

/** U+0000 and halves of surrogate pairs are no text that every database could keep and give back. */
function decodeText(name: string, value: JsonValue): string {
  if (typeof value !== 'string') throw new Problem(name, 'type');
  if (value.includes('\u0000') || !value.isWellFormed()) throw new Problem(name, 'characters');
  return value;
}

function decodeInteger(name: string, value: JsonValue): number {
  const written = typeof value !== 'string' || /^-?(0|[1-9]\d{0,15})$/.test(value);
  const number = typeof value === 'string' ? Number(value) : value;
  if (!written || typeof number !== 'number' || !Number.isSafeInteger(number)) {
    throw new Problem(name, 'type', 'must be a whole number');
  }
  return number;
}

/** In any case: the Python clients write `True` where the others write `true`. */
function decodeBoolean(name: string, value: JsonValue): boolean {
  const word = typeof value === 'string' ? value.toLowerCase() : value;
  if (word === true || word === 'true' || word === '1' || word === 1) return true;
  if (word === false || word === 'false' || word === '0' || word === 0) return false;
  throw new Problem(name, 'type', 'must be true or false');
}

function parseJson(name: string, text: string): JsonValue {
  const { depth, commas } = measureJson(text);
  if (depth > maxJsonDepth) throw new Problem(name, 'format', `must not be nested deeper than ${maxJsonDepth} levels`);
  if (commas > maxJsonCommas) throw new Problem(name, 'format', 'must not have so many values');
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw new Problem(name, 'format', 'must be JSON');
  }
}

/** A value inside JSON: already typed, except that numbers and booleans may be written as text as everywhere on this wire. */
function decodeJson(field: Field | undefined, name: string, value: JsonValue): unknown {
  if (!field) throw new Problem(name, 'type');
  switch (field.kind) {
    case 'list': {
      if (!Array.isArray(value)) throw new Problem(name, 'type');
      return value.map((element: JsonValue, index) => decodeJson(field.item, `${name}.${index + 1}`, element));
    }
    case 'map':
      return Object.fromEntries(
        jsonMembers(name, value).map(([key, member]) => [key, decodeJson(field.item, `${name}.${key}`, member)]),
      );
    case 'object': {
      const fields = field.fields ?? {};
      const members = new Map(jsonMembers(name, value));
      for (const key of members.keys()) if (!Object.hasOwn(fields, key)) throw new Problem(`${name}.${key}`, 'value');
      return decodeObject(fields, name, members);
    }
    default:
      return decodeValue(field, name, value);
  }
}

function jsonMembers(name: string, value: JsonValue): [string, JsonValue][] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new Problem(name, 'type');
  const members = Object.entries(value as { readonly [key: string]: JsonValue });
  for (const [key] of members) decodeKey(name, key);
  return members;
}

function decodeKey(name: string, key: string): void {
  if (key === '__proto__') throw new Problem(name, 'value');
  decodeText(name, key);
}

function decodeObject(fields: Fields, name: string, members: ReadonlyMap<string, JsonValue>): Record<string, unknown> {
  const decoded: Record<string, unknown> = {};
  const nested = groupNested(members);
  for (const [key, field] of Object.entries(fields)) {
    const path = `${name}.${key}`;
    const plain = members.get(key);
    const group = nested.get(key);
    if (plain !== undefined && !isEmpty(field, plain)) decoded[key] = decodeJson(field, path, plain);
    else if (group && holdsOthers(field)) decoded[key] = decodeMembers(field, path, group);
    else if (field.default !== undefined) decoded[key] = field.default;
    else if (field.required) throw new Problem(path, 'missing');
  }
  return decoded;
}

/** The flattened form: `members` are the names below the field's own, without its prefix. */
function decodeMembers(field: Field, name: string, members: ReadonlyMap<string, JsonValue>): unknown {
  if (field.kind === 'object') return decodeObject(field.fields ?? {}, name, members);
  if (field.kind === 'map') {
    for (const key of members.keys()) decodeKey(name, key);
    return Object.fromEntries(
      [...members].map(([key, value]) => [key, decodeValue(field.item as Field, `${name}.${key}`, value)]),
    );
  }
  return decodeIndexed(field, name, members);
}

/** Numbers start at 1 and may have gaps; the order is theirs (cas-2020-06-30.md section 2.1). */
function decodeIndexed(field: Field, name: string, members: ReadonlyMap<string, JsonValue>): unknown[] {
  const element = field.item as Field;
  const nested = groupNested(members);
  const indices = new Set<number>();
  for (const key of [...members.keys()].map(key => key.split('.', 1)[0] as string)) {
    if (!/^[1-9]\d{0,7}$/.test(key) || Number(key) > MAX_INDEX) throw new Problem(`${name}.${key}`, 'value');
    indices.add(Number(key));
  }
  return [...indices]
    .sort((a, b) => a - b)
    .map(index => {
      const path = `${name}.${index}`;
      const plain = members.get(String(index));
      if (plain !== undefined) return decodeValue(element, path, plain);
      if (!holdsOthers(element)) throw new Problem(path, 'type');
      return decodeMembers(element, path, nested.get(String(index)) ?? new Map());
    });
}
