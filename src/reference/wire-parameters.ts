/** Parameters of an example as official clients write them: wire/gateway.md section 2.3. The reverse of `spec/decode.ts`. */
import type { Field, Fields } from '../spec/field.js';

export type Pairs = readonly (readonly [name: string, value: string])[];

export interface WireParameters {
  readonly query: Pairs;
  /** Of a form body. */
  readonly body: Pairs;
}

/** Takes values as examples have them: scalars, lists, objects, and text for what is a JSON text on the wire. */
export function wireParameters(fields: Fields, values: Readonly<Record<string, unknown>>): WireParameters {
  const named = Object.entries(values).map(([name, value]) => ({
    inBody: fields[name]?.in === 'body',
    pairs: written(name, value, fields[name]),
  }));
  return {
    query: named.filter(({ inBody }) => !inBody).flatMap(({ pairs }) => pairs),
    body: named.filter(({ inBody }) => inBody).flatMap(({ pairs }) => pairs),
  };
}

function written(name: string, value: unknown, field: Field | undefined): Pairs {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') return [[name, String(value)]];
  if (field?.sentAs === 'json') return [[name, JSON.stringify(value)]];
  if (Array.isArray(value)) {
    return value.flatMap((entry: unknown, index) => written(`${name}.${index + 1}`, entry, field?.item));
  }
  return Object.entries(value).flatMap(([key, member]) =>
    written(`${name}.${key}`, member, field?.fields?.[key] ?? field?.item),
  );
}

/** The same values with lists, objects and maps as such, also where an example has them as the JSON text that clients send. */
export function structuredValues(
  fields: Fields,
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const isText = typeof value === 'string' && ['list', 'object', 'map'].includes(fields[name]?.kind ?? '');
      return [name, isText ? (JSON.parse(value) as unknown) : value];
    }),
  );
}
