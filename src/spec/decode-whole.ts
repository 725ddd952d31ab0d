/** Values in one piece: text, JSON as a text, or a value of a JSON body. */
import { decodeBoolean, decodeInteger, decodeText, requireKey } from './decode-text.js';
import type { Field, Fields } from './field.js';
import { maxJsonCommas, maxJsonDepth, maxJsonMembers, measureJson } from './json-limits.js';
import { unknownMember } from './misnamed.js';
import { type Place, Problem } from './problem.js';
import { flattenedName, holdsOthers, jsonSample } from './sample.js';
import type { JsonValue } from './wire-values.js';

/** A value in one piece: text, or a value of a JSON body. */
export function decodeWhole(field: Field, place: Place, value: JsonValue): unknown {
  switch (field.kind) {
    case 'string':
    case 'secret':
    case 'enum':
      return decodeText(field, place, value);
    case 'integer':
      return decodeInteger(place, value);
    case 'boolean':
      return decodeBoolean(place, value);
    case 'json-text': {
      const inner = itemOf(field);
      if (typeof value === 'string') return { text: value, value: decodeJsonText(inner, field, place, value) };
      return jsonText(insideJson(place, () => decodeJson(inner, place, value, field)));
    }
    default:
      if (typeof value === 'string') return decodeJsonText(field, field, place, value);
      return insideJson(place, () => decodeJson(field, place, value));
  }
}

/** An empty value stands for none, except where the empty text is a value of its own. */
export function isEmpty(field: Field, value: JsonValue): boolean {
  if (value === null) return true;
  if (value !== '') return false;
  return field.required === true || !(field.kind === 'string' || field.kind === 'secret') || !!field.text?.minLength;
}

/** Where the caller wrote no text of its own: the one without blanks. */
export function jsonText(value: unknown): { text: string; value: unknown } {
  return { text: JSON.stringify(value), value };
}

export function itemOf(field: Field): Field {
  if (!field.item) throw new Error(`a ${field.kind} is declared without what it holds`);
  return field.item;
}

/** `field` is what the text holds, `declared` the parameter, whose example shows how it is written. */
function decodeJsonText(field: Field, declared: Field, place: Place, text: string): unknown {
  const value = parseJson(declared, place, text);
  return insideJson(place, () => decodeJson(field, place, value, declared));
}

function insideJson<T>(root: Place, decode: () => T): T {
  try {
    return decode();
  } catch (fault) {
    throw fault instanceof Problem ? fault.inJson(root) : fault;
  }
}

function parseJson(field: Field, place: Place, text: string): JsonValue {
  const { depth, commas, colons } = measureJson(text);
  if (depth > maxJsonDepth) throw new Problem(place, 'format', `must not be nested deeper than ${maxJsonDepth} levels`);
  if (commas > maxJsonCommas || colons > maxJsonMembers) {
    throw new Problem(place, 'format', 'must not have so many values');
  }
  try {
    return JSON.parse(text) as JsonValue;
  } catch (fault) {
    throw new Problem(place, 'format', `must be ${rightForm(field, place)}${whereJsonBreaks(fault)}`);
  }
}

/** Only the position is taken from V8's message, which repeats the text. It does not always tell. */
function whereJsonBreaks(fault: unknown): string {
  const [, position] = / at position (\d+)/.exec(String(fault)) ?? [];
  if (position !== undefined) return `; its character ${Number(position) + 1} cannot stand there`;
  return String(fault).includes('Unexpected end') ? '; it ends too early' : '';
}

/** `JSON such as ["a"], or SourcePrivateIp.1=…` */
function rightForm(field: Field, place: Place): string {
  const name = place.join('.');
  const parts = holdsOthers(field) ? `, or ${flattenedName(name, field)}=…` : '';
  return `JSON such as ${jsonSample(field)}${parts}`;
}

/**
 * A value inside JSON: already typed, except that numbers and booleans may be written as text as everywhere on this wire. `declared` is
 * the parameter that the JSON is the whole of, whose example shows how it is written.
 */
function decodeJson(field: Field, place: Place, value: JsonValue, declared = field): unknown {
  switch (field.kind) {
    case 'list': {
      if (!Array.isArray(value)) throw new Problem(place, 'type', `must be a list: ${rightForm(declared, place)}`);
      return value.map((element: JsonValue, index) => decodeJson(itemOf(field), [...place, index + 1], element));
    }
    case 'map':
      return Object.fromEntries(
        jsonMembers(declared, place, value).map(([key, member]) => {
          return [key, decodeJson(itemOf(field), [...place, key], member)];
        }),
      );
    case 'object':
      return decodeJsonObject(field, place, jsonMembers(declared, place, value));
    default:
      return decodeWhole(field, place, value);
  }
}

function jsonMembers(declared: Field, place: Place, value: JsonValue): [string, JsonValue][] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new Problem(place, 'type', `must be an object: ${rightForm(declared, place)}`);
  }
  const members = Object.entries(value as { readonly [key: string]: JsonValue });
  for (const [key] of members) requireKey(place, key);
  return members;
}

function decodeJsonObject(field: Field, place: Place, given: readonly [string, JsonValue][]): Record<string, unknown> {
  const fields = field.fields ?? {};
  for (const [key] of given) if (!Object.hasOwn(fields, key)) throw unknownMember(fields, place, key);
  const members = new Map(given);
  return decodeMembers(fields, place, (name, member) => {
    const value = members.get(name);
    return value === undefined || isEmpty(member, value) ? undefined : decodeJson(member, [...place, name], value);
  });
}

/** The members that are there, or their defaults. Throws `Problem` for the first that is required and missing. */
export function decodeMembers(
  fields: Fields,
  place: Place,
  decode: (name: string, field: Field) => unknown,
): Record<string, unknown> {
  const decoded: Record<string, unknown> = {};
  for (const name in fields) {
    const field = fields[name]!;
    const value = decode(name, field);
    if (value !== undefined) decoded[name] = value;
    else if (field.default !== undefined) decoded[name] = field.default;
    else if (field.required) throw new Problem([...place, name], 'missing');
  }
  return decoded;
}
