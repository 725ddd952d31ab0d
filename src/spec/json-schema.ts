/**
 * Fields as JSON Schema (2020-12 vocabulary), for the validator and for API descriptions. Besides the standard words it has
 * `maxBytes` (length in UTF-8) and `textFormat` (a `TextRules.format`); how a failure is worded is the business of `check.ts`.
 */
import type { Field, Fields } from './field.js';

export type JsonSchema = { readonly [keyword: string]: unknown };

/** The schema of the decoded object that a set of fields describes. Unknown members are refused. */
export function schemaOfFields(fields: Fields): JsonSchema {
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, schemaOf(field)])),
    required: Object.keys(fields).filter(name => fields[name]?.presence === 'always'),
  };
}

export function schemaOf(field: Field): JsonSchema {
  switch (field.kind) {
    case 'string':
    case 'secret':
      return withoutAbsent({
        type: 'string',
        minLength: field.text?.minLength,
        maxLength: field.text?.maxLength,
        maxBytes: field.text?.maxBytes,
        pattern: field.text?.pattern && `^(?:${field.text.pattern.source})$`,
        textFormat: field.text?.format,
      });
    case 'integer':
      return withoutAbsent({ type: 'integer', minimum: field.range?.minimum, maximum: field.range?.maximum });
    case 'boolean':
      return { type: 'boolean' };
    case 'enum':
      return { type: 'string', enum: field.values };
    case 'list':
      return withoutAbsent({
        type: 'array',
        items: schemaOf(item(field)),
        minItems: field.minItems,
        maxItems: field.maxItems,
      });
    case 'map':
      return withoutAbsent({
        type: 'object',
        additionalProperties: schemaOf(item(field)),
        maxProperties: field.maxItems,
      });
    case 'object':
      return schemaOfFields(field.fields ?? {});
    case 'json-text':
      return {
        type: 'object',
        properties: {
          text: withoutAbsent({ type: 'string', maxLength: field.text?.maxLength }),
          value: schemaOf(item(field)),
        },
      };
  }
}

function item(field: Field): Field {
  if (!field.item) throw new Error(`a ${field.kind} is declared without what it holds`);
  return field.item;
}

function withoutAbsent(schema: Record<string, unknown>): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}
