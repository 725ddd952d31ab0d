/** The limits of a field in words. Each entry is one rule; what is not declared is not said. */
import type { Field, TextRules } from '../spec/field.js';
import { flattenedName, holdsOthers } from '../spec/sample.js';
import { code, type Inline, joined, type Text } from './document.js';
import type { FieldRow } from './field-rows.js';

/** What a value must be like. */
export function limitsOf(field: Field): Text[] {
  const own = [...textLimits(field.text), ...rangeLimits(field), ...countLimits(field), ...valueLimits(field)];
  const item = field.item;
  if (!item || item.kind === 'object') return own;
  const ofItem = limitsOf(item);
  if (field.kind === 'json-text') return [...own, ...ofItem];
  return [...own, ...ofItem.map((text): Text => ['each: ', ...[text].flat()])];
}

function textLimits(rules: TextRules = {}): Text[] {
  const { minLength, maxLength, maxBytes, pattern, format } = rules;
  return [
    ...bounds(minLength, maxLength, 'characters'),
    ...(maxBytes === undefined ? [] : [`at most ${maxBytes} bytes of UTF-8`]),
    ...(pattern ? [pattern.words ?? ['all of it matches ', code(pattern.source)]] : []),
    ...(format === 'date-time' ? [['UTC time ', code('yyyy-MM-ddTHH:mm:ssZ')]] : []),
    ...(format === 'base64' ? ['Base64, padded'] : []),
  ];
}

function rangeLimits({ range, unit }: Field): Text[] {
  const limits = bounds(range?.minimum, range?.maximum, unit ?? '');
  return limits.length === 0 && unit ? [`in ${unit}`] : limits;
}

const countLimits = ({ minItems, maxItems }: Field): Text[] => bounds(minItems, maxItems, 'entries');

function valueLimits({ kind, values }: Field): Text[] {
  if (kind !== 'enum' || !values) return [];
  return [values.length === 1 ? ['only ', code(values[0] ?? '')] : ['one of ', ...joined(values.map(code))]];
}

function bounds(least: number | undefined, most: number | undefined, unit: string): string[] {
  const words = unit === '' ? '' : ` ${unit}`;
  if (least !== undefined && most !== undefined) {
    return [least === most ? `exactly ${least}${words}` : `${least} to ${most}${words}`];
  }
  if (most !== undefined) return [`at most ${most}${words}`];
  if (least === undefined) return [];
  return [least === 1 && unit === 'characters' ? 'not empty' : `at least ${least}${words}`];
}

/** How a request parameter is written, beyond its value. */
export function sendingOf({ path, field }: FieldRow): Text[] {
  const nested = path.includes('.') || path.includes('[');
  return [
    ...(field.default === undefined ? [] : [['default ', code(String(field.default))]]),
    ...(field.aliases?.length ? [['also read under the name ', ...joined(field.aliases.map(code))]] : []),
    ...(field.in === 'body' && !nested ? ['official clients send it in the form body'] : []),
    ...(nested ? [] : structureOf(path, field)),
    ...(field.kind === 'secret' ? ['secret: in no log, no audit record'] : []),
  ];
}

function structureOf(name: string, field: Field): Text[] {
  if (!holdsOthers(field)) return [];
  // The beginning of the flattened form: wire/gateway.md section 2.3.
  const parts: Inline = code(`${flattenedName(name, field)}=…`);
  const isText = field.kind === 'json-text' || field.sentAs === 'json';
  return [
    isText ? ['sent as one JSON text, read as ', parts, ' too'] : ['sent as ', parts, ', read as one JSON text too'],
  ];
}
