/**
 * From wire parameters to typed values, guided by the declaration. A list, an object, a map and a text that holds one of them come in
 * the forms that official clients write (wire/gateway.md section 2.3): whole, as one JSON text or as a JSON value where the body is JSON,
 * and in parts (`Tags.1.Key=a`). All are read wherever there is such a field, both at once for one field are refused, and so is a
 * part that the declaration does not have. Nothing is guessed: `yes`, `0x10`, `1e3` and ` 1` are problems, not values.
 */
import type { Field, Fields } from './field.js';
import { maxJsonCommas, maxJsonDepth, maxJsonMembers, measureJson } from './json-limits.js';
import { refuseMisnamed, unknownMember } from './misnamed.js';
import { type Place, Problem } from './problem.js';
import { flattenedName, holdsOthers, jsonSample } from './sample.js';

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** Parameters as they came, by full wire name. Text, or a JSON value where the request body was JSON. */
export type WireValues = ReadonlyMap<string, JsonValue>;

/** Far above any list an operation takes; keeps `Tags.99999999.Key` from being a way to ask for memory. */
const MAX_INDEX = 10_000;

/**
 * Decodes the declared parameters. Throws `Problem` for the first that is missing, not of its kind, given in two forms, or named almost
 * like a declared one; others are left out.
 */
export function decodeParameters(fields: Fields, values: WireValues): Record<string, unknown> {
  refuseMisnamed(fields, values.keys());
  const parts = groupParts(values);
  const decoded: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const spellings = [name, ...(field.aliases ?? [])];
    const forms = spellings.flatMap(spelling => formsOf(field, spelling, values, parts));
    const value = decodeOnly(forms, [name]);
    if (value !== undefined) decoded[name] = value;
    else if (field.default !== undefined) decoded[name] = field.default;
    else if (field.required) throw new Problem([name], 'missing');
  }
  return decoded;
}

/** One way in which a value was given. */
interface Form {
  /** The parameter that shows it, or the first of them. */
  readonly written: string;
  readonly whole?: JsonValue;
  decode(place: Place): unknown;
}

function formsOf(field: Field, name: string, values: WireValues, parts: Parts): Form[] {
  const whole = values.get(name);
  const members = parts.get(name);
  const forms: Form[] = [];
  if (whole !== undefined && !isEmpty(field, whole)) {
    forms.push({ written: name, whole, decode: place => decodeWhole(field, place, whole) });
  }
  if (members) {
    const [first] = members.keys();
    forms.push({ written: `${name}.${first}`, decode: place => decodeParts(field, place, members) });
  }
  return forms;
}

/** Two forms may say two things, and whichever was left out would be lost. The same text under two spellings is one. */
function decodeOnly([first, ...others]: readonly Form[], place: Place): unknown {
  const second = others.find(({ whole }) => whole === undefined || whole !== first?.whole);
  if (second) {
    const [one, other] = [first, second].map(form => [...place.slice(0, -1), form?.written].join('.'));
    const rule = `is given twice, as ${one} and as ${other}; send one of them`;
    throw new Problem(place, 'value', rule);
  }
  return first?.decode(place);
}

/** An empty value stands for none, except where the empty text is a value of its own. */
function isEmpty(field: Field, value: JsonValue): boolean {
  if (value === null) return true;
  if (value !== '') return false;
  return field.required === true || !(field.kind === 'string' || field.kind === 'secret') || !!field.text?.minLength;
}

type Parts = ReadonlyMap<string, ReadonlyMap<string, JsonValue>>;

/** `A.1.B` and `A.2` become A → {1.B, 2}. */
function groupParts(values: WireValues): Parts {
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

/** A value in one piece: text, or a value of a JSON body. */
function decodeWhole(field: Field, place: Place, value: JsonValue): unknown {
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

/** Where the caller wrote no text of its own: the one without blanks. */
function jsonText(value: unknown): { text: string; value: unknown } {
  return { text: JSON.stringify(value), value };
}

function itemOf(field: Field): Field {
  if (!field.item) throw new Error(`a ${field.kind} is declared without what it holds`);
  return field.item;
}

/** U+0000 and halves of surrogate pairs are no text that every database could keep and give back. */
function decodeText(field: Field, place: Place, value: JsonValue): string {
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

function decodeInteger(place: Place, value: JsonValue): number {
  const written = typeof value !== 'string' || /^-?(0|[1-9]\d{0,15})$/.test(value);
  const number = typeof value === 'string' ? Number(value) : value;
  if (!written || typeof number !== 'number' || !Number.isSafeInteger(number)) {
    throw new Problem(place, 'type', 'must be a whole number');
  }
  return number;
}

/** In any case: the Python clients write `True` where the others write `true`. */
function decodeBoolean(place: Place, value: JsonValue): boolean {
  const word = typeof value === 'string' ? value.toLowerCase() : value;
  if (word === true || word === 'true' || word === '1' || word === 1) return true;
  if (word === false || word === 'false' || word === '0' || word === 0) return false;
  throw new Problem(place, 'type', 'must be true or false');
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

function requireKey(place: Place, key: string): void {
  if (key === '__proto__') throw new Problem(place, 'value', 'cannot have a member of the name __proto__');
  requireCharacters(place, key);
}

function decodeJsonObject(field: Field, place: Place, given: readonly [string, JsonValue][]): Record<string, unknown> {
  const fields = field.fields ?? {};
  for (const [key] of given) if (!Object.hasOwn(fields, key)) throw unknownMember(fields, place, key);
  const members = new Map(given);
  return decodeMembers(fields, place, (name, member, at) => {
    const value = members.get(name);
    return value === undefined || isEmpty(member, value) ? undefined : decodeJson(member, at, value);
  });
}

function decodeMembers(
  fields: Fields,
  place: Place,
  decode: (name: string, field: Field, place: Place) => unknown,
): Record<string, unknown> {
  const decoded: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = decode(name, field, [...place, name]);
    if (value !== undefined) decoded[name] = value;
    else if (field.default !== undefined) decoded[name] = field.default;
    else if (field.required) throw new Problem([...place, name], 'missing');
  }
  return decoded;
}

/** The flattened form: `members` are the names below the field's own, without its prefix. */
function decodeParts(field: Field, place: Place, members: WireValues): unknown {
  switch (field.kind) {
    case 'object': {
      const fields = field.fields ?? {};
      const parts = groupParts(members);
      for (const name of members.keys()) {
        const [head = ''] = name.split('.', 1);
        if (!Object.hasOwn(fields, head)) throw unknownMember(fields, place, name);
      }
      return decodeMembers(fields, place, (name, member, at) => decodeOnly(formsOf(member, name, members, parts), at));
    }
    case 'map':
      return decodeKeys(itemOf(field), place, members);
    case 'list':
      return decodeIndexed(field, place, members);
    case 'json-text':
      if (holdsOthers(field)) return jsonText(decodeParts(itemOf(field), place, members));
      throw takesOneValue(place, members);
    default:
      throw takesOneValue(place, members);
  }
}

function takesOneValue(place: Place, members: WireValues): Problem {
  const [part = ''] = members.keys();
  return new Problem(place, 'value', `is not known here; ${place.join('.')} takes one value`, [...place, part]);
}

/** A key is all that follows, dots included; where its values have parts themselves it ends at the first dot. */
function decodeKeys(item: Field, place: Place, members: WireValues): Record<string, unknown> {
  const hasParts = holdsOthers(item);
  const parts: Parts = hasParts ? groupParts(members) : new Map();
  const keys = new Set([...members.keys()].map(name => (hasParts ? (name.split('.', 1)[0] ?? '') : name)));
  return Object.fromEntries(
    [...keys].map(key => {
      requireKey(place, key);
      return [key, decodeEntry(item, [...place, key], key, members, parts)];
    }),
  );
}

/** Numbers start at 1 and may have gaps, which clients leave for entries without a value; the order is theirs (wire/cas.md section 2.1). */
function decodeIndexed(field: Field, place: Place, members: WireValues): unknown[] {
  const parts = groupParts(members);
  const numbers = new Set<number>();
  for (const name of members.keys()) {
    const [head = ''] = name.split('.', 1);
    if (!/^[1-9]\d{0,7}$/.test(head) || Number(head) > MAX_INDEX) {
      const right = flattenedName(place.join('.'), field);
      const rule = `is not known here; entries are numbered from 1 to at most ${MAX_INDEX}, as in ${right}`;
      throw new Problem(place, 'value', rule, [...place, name]);
    }
    numbers.add(Number(head));
  }
  const ordered = [...numbers].sort((a, b) => a - b);
  const entries = ordered.map(number => decodeEntry(itemOf(field), [...place, number], String(number), members, parts));
  if (ordered.at(-1) !== ordered.length) givenNumbers.set(entries, ordered);
  return entries;
}

/** Unlike a parameter, an entry that is there and empty is an empty entry. */
function decodeEntry(item: Field, place: Place, key: string, members: WireValues, parts: Parts): unknown {
  const forms = formsOf(item, key, members, parts);
  return forms.length > 0 ? decodeOnly(forms, place) : decodeWhole(item, place, members.get(key) ?? null);
}

/** Of lists whose numbers had gaps. */
const givenNumbers = new WeakMap<object, readonly number[]>();

/** The number that an entry of a decoded list had on the wire. `index` counts from 0. */
export function wireNumber(list: unknown, index: number): number {
  const given = typeof list === 'object' && list !== null ? givenNumbers.get(list) : undefined;
  return given?.[index] ?? index + 1;
}
