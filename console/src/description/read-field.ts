/** Fields from their schemas. */
import type { Field, FieldKind } from './model';
import type { Schema } from './wire';

const KINDS: Readonly<Record<string, FieldKind>> = {
  string: 'text',
  secret: 'text',
  integer: 'integer',
  boolean: 'boolean',
  enum: 'choice',
  list: 'list',
  object: 'object',
  map: 'map',
  'json-text': 'json-text',
};

/** The members of an object, in the order of the declaration. */
export function readFields(schema: Schema | undefined): Field[] {
  return Object.entries(schema?.properties ?? {}).map(([name, member]) =>
    readField(name, member, schema?.required?.includes(name) ?? false),
  );
}

/** A kind that this application does not know yet is a text: it can be sent all the same. */
export function readField(name: string, schema: Schema, required: boolean): Field {
  const kind = KINDS[schema['x-chancery-kind'] ?? ''] ?? 'text';
  return {
    name,
    kind,
    required,
    secret: schema['x-chancery-secret'] === true,
    about: schema.description,
    example: textOf(schema.examples?.[0]),
    preset: textOf(schema.default),
    place: schema['x-chancery-in'] ?? 'query',
    minLength: schema.minLength,
    maxLength: schema.maxLength,
    maxBytes: schema['x-chancery-max-bytes'],
    pattern: schema.pattern,
    format: schema.format === 'date-time' ? 'date-time' : schema.contentEncoding === 'base64' ? 'base64' : undefined,
    minimum: schema.minimum,
    maximum: schema.maximum,
    unit: schema['x-chancery-unit'],
    choices: schema.enum,
    minItems: schema.minItems,
    maxItems: schema.maxItems ?? schema.maxProperties,
    sentAs: schema['x-chancery-sent-as'] ?? 'flattened',
    ...(kind === 'object' && { fields: readFields(schema) }),
    ...itemOf(kind, schema),
    ...wireOf(schema),
  };
}

function wireOf(schema: Schema): Pick<Field, 'wire'> {
  const { 'x-chancery-number': number, 'x-chancery-protobuf': type, 'x-chancery-header': header } = schema;
  if (header !== undefined) return { wire: { header } };
  return number !== undefined && type !== undefined ? { wire: { number, type } } : {};
}

function itemOf(kind: FieldKind, schema: Schema): Pick<Field, 'item'> {
  const members = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
  const item = { list: schema.items, map: members, 'json-text': schema.contentSchema }[kind as string];
  if (item) return { item: readField('', item, false) };
  return kind === 'list' || kind === 'map' ? { item: readField('', {}, false) } : {};
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
