/**
 * Fields as JSON Schema of what is on the wire, for API descriptions: the rules come from `spec/json-schema.ts`, which describes
 * decoded values; texts that hold JSON are strings here (`contentSchema`), and its own two keywords get standard names where there
 * are any. What no standard keyword says is in `x-chancery-…`, listed at the head of `openapi.ts`.
 */
import type { Field, Fields } from '../spec/field.js';
import { type JsonSchema, schemaOf } from '../spec/json-schema.js';
import type { Direction } from './field-rows.js';

/** An object with these fields. A request refuses unknown members inside its values; a response may grow new ones. */
export function wireObjectSchema(
  fields: Fields,
  direction: Direction,
  isRequired = (name: string): boolean =>
    direction === 'request' ? fields[name]?.required === true : fields[name]?.presence === 'always',
): JsonSchema {
  const required = Object.keys(fields).filter(isRequired);
  return present({
    type: 'object',
    properties: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, wireSchema(field, direction)])),
    required: required.length > 0 ? required : undefined,
  });
}

export function wireSchema(field: Field, direction: Direction): JsonSchema {
  const rules = { ...structure(field, direction) };
  // An empty value of a required parameter counts as none.
  if (direction === 'request' && field.required && rules.type === 'string') rules.minLength ??= 1;
  return present({
    ...rules,
    description: field.about,
    default: field.default,
    examples: field.example === undefined ? undefined : [field.example],
    'x-chancery-kind': field.kind,
    'x-chancery-secret': field.kind === 'secret' || undefined,
    'x-chancery-unit': field.unit,
    'x-chancery-in': direction === 'request' ? field.in : undefined,
    'x-chancery-aliases': field.aliases,
  });
}

function structure(field: Field, direction: Direction): Record<string, unknown> {
  switch (field.kind) {
    case 'list':
      return { ...rulesOf(field), items: itemSchema(field, direction), 'x-chancery-sent-as': sentAs(field) };
    case 'map':
      return {
        ...rulesOf(field),
        additionalProperties: itemSchema(field, direction),
        'x-chancery-sent-as': sentAs(field),
      };
    case 'object':
      return {
        ...wireObjectSchema(field.fields ?? {}, direction),
        additionalProperties: direction === 'request' ? false : undefined,
        'x-chancery-sent-as': sentAs(field),
      };
    case 'json-text':
      return {
        type: 'string',
        maxLength: field.text?.maxLength,
        contentMediaType: 'application/json',
        contentSchema: itemSchema(field, direction),
      };
    default:
      return scalar(field);
  }
}

/** The rules of a value by itself, without those of what it holds. */
function rulesOf(field: Field): JsonSchema {
  const { items: _items, additionalProperties: _members, ...rules } = schemaOf(field);
  return rules;
}

function scalar(field: Field): Record<string, unknown> {
  const { maxBytes, textFormat, pattern, ...rules } = schemaOf(field);
  return {
    ...rules,
    pattern: pattern === undefined ? undefined : portable(pattern as string),
    format: textFormat === 'date-time' ? 'date-time' : field.kind === 'secret' ? 'password' : undefined,
    contentEncoding: textFormat === 'base64' ? 'base64' : undefined,
    'x-chancery-max-bytes': maxBytes,
  };
}

/**
 * The pattern with characters instead of `\uXXXX`, which Go (RE2) and PCRE do not read; escapes of two digits are in every engine.
 * That declarations use nothing else of one engine alone is a test's business (test/reference/patterns.test.ts).
 */
function portable(pattern: string): string {
  return pattern.replace(/\\u([0-9a-f]{4})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

function itemSchema(field: Field, direction: Direction): JsonSchema {
  if (!field.item) throw new Error(`a ${field.kind} is declared without what it holds`);
  return wireSchema(field.item, direction);
}

const sentAs = (field: Field): string => field.sentAs ?? 'flattened';

function present(schema: Record<string, unknown>): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}
