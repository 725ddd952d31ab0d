/**
 * From wire parameters to typed values, guided by the declaration. A list, an object, a map and a text that holds one of them come in
 * the forms that official clients write (wire/gateway.md section 2.3): whole, as one JSON text or as a JSON value where the body is JSON,
 * and in parts (`Tags.1.Key=a`). All are read wherever there is such a field, both at once for one field are refused, and so is a
 * part that the declaration does not have. Nothing is guessed: `yes`, `0x10`, `1e3` and ` 1` are problems, not values.
 */
import { isDeepStrictEqual } from 'node:util';
import { requireKey } from './decode-text.js';
import { decodeMembers, decodeWhole, isEmpty, itemOf, jsonText } from './decode-whole.js';
import type { Field, Fields } from './field.js';
import { refuseMisnamed, unknownMember } from './misnamed.js';
import { type Place, Problem } from './problem.js';
import { flattenedName, holdsOthers } from './sample.js';
import type { JsonValue, WireValues } from './wire-values.js';

/** Far above any list an operation takes; keeps `Tags.99999999.Key` from being a way to ask for memory. */
const MAX_INDEX = 10_000;

/**
 * Decodes the declared parameters. Throws `Problem` for the first that is missing, not of its kind, given in two forms, or named almost
 * like a declared one; others are left out.
 */
export function decodeParameters(fields: Fields, values: WireValues): Record<string, unknown> {
  refuseMisnamed(fields, values.keys());
  const parts = groupParts(values);
  return decodeMembers(fields, [], (name, field) => {
    if (!field.aliases) return decodeGiven(field, name, [], values, parts);
    const spellings = [name, ...field.aliases].map(spelling => formsOf(field, spelling, values, parts));
    return decodeSpellings(spellings, [name]);
  });
}

/** One way in which a value was given. */
interface Form {
  /** The parameter that shows it, or the first of them. */
  readonly written: string;
  decode(place: Place): unknown;
}

/** What stands under one name below `place`; undefined where nothing does. */
function decodeGiven(field: Field, name: string, place: Place, values: WireValues, parts: Parts): unknown {
  if (parts.has(name)) return decodeOnly(formsOf(field, name, values, parts), [...place, name]);
  const whole = values.get(name);
  return whole === undefined || isEmpty(field, whole) ? undefined : decodeWhole(field, [...place, name], whole);
}

function formsOf(field: Field, name: string, values: WireValues, parts: Parts): readonly Form[] {
  const whole = values.get(name);
  const members = parts.get(name);
  const forms: Form[] = [];
  if (whole !== undefined && !isEmpty(field, whole)) {
    forms.push({ written: name, decode: place => decodeWhole(field, place, whole) });
  }
  if (members) {
    const [first] = members.keys();
    forms.push({ written: `${name}.${first}`, decode: place => decodeParts(field, place, members) });
  }
  return forms;
}

/** Two forms may say two things, and whichever was left out would be lost. */
function decodeOnly([first, second]: readonly Form[], place: Place): unknown {
  if (first && second) throw givenTwice(first, second, place);
  return first?.decode(place);
}

/** The same value under two spellings is one: Terraform's provider sends both of some. */
function decodeSpellings(spellings: readonly (readonly Form[])[], place: Place): unknown {
  const [first, ...others] = spellings.filter(forms => forms.length > 0);
  if (!first) return undefined;
  const value = decodeOnly(first, place);
  const second = others.find(forms => !isDeepStrictEqual(decodeOnly(forms, place), value));
  if (second) throw givenTwice(first[0]!, second[0]!, place);
  return value;
}

function givenTwice(first: Form, second: Form, place: Place): Problem {
  const [one, other] = [first, second].map(form => [...place.slice(0, -1), form.written].join('.'));
  return new Problem(place, 'value', `is given twice, as ${one} and as ${other}; send one of them`);
}

type Parts = ReadonlyMap<string, ReadonlyMap<string, JsonValue>>;
const NO_PARTS: Parts = new Map();

/** `A.1.B` and `A.2` become A → {1.B, 2}. */
function groupParts(values: WireValues): Parts {
  let groups: Map<string, Map<string, JsonValue>> | undefined;
  for (const [name, value] of values) {
    const dot = name.indexOf('.');
    if (dot <= 0) continue;
    groups ??= new Map();
    const head = name.slice(0, dot);
    const group = groups.get(head) ?? new Map<string, JsonValue>();
    groups.set(head, group);
    group.set(name.slice(dot + 1), value);
  }
  return groups ?? NO_PARTS;
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
      return decodeMembers(fields, place, (name, member) => decodeGiven(member, name, place, members, parts));
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
