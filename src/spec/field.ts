/**
 * The kinds of field that requests and responses are declared with. A field is data: the decoder, the checks, the contract
 * suite, the reference pages and the redaction of secrets all read it, and its TypeScript type is inferred from it.
 */

import type { WordedPattern } from './worded-pattern.js';

/** A kind of thing, or several. */
export type Names = string | readonly string[];

interface Common {
  /** Always present. In a request: refused when missing or empty. */
  readonly required?: boolean;
  /** One or two sentences for the reference page. */
  readonly about?: string;
  readonly example?: string | number | boolean;
  /** Where official clients put a request parameter; the server takes it from either place. */
  readonly in?: 'query' | 'body';
  /**
   * What the value names, if it names a thing of the account that has to be there: a kind that a product declares, such as
   * `kms.policy`. Several: a thing of any of them. What makes the thing follows from its kind.
   */
  readonly names?: Names;
  /** Other spellings that clients use for the same parameter. */
  readonly aliases?: readonly string[];
  /** Its number, in a product whose messages are protobuf: every field has one, but for those that travel as a header. */
  readonly number?: number;
  /** The HTTP header that it travels in beside a protobuf message, in lower case. */
  readonly header?: string;
}

export interface TextRules {
  readonly minLength?: number;
  /** In characters (UTF-16 code units, as the cloud's own pages count). */
  readonly maxLength?: number;
  /** In bytes of UTF-8. */
  readonly maxBytes?: number;
  /** The whole value must match. */
  readonly pattern?: WordedPattern;
  /** `date-time` is yyyy-MM-ddTHH:mm:ssZ and a date that exists; `base64` is padded standard Base64. */
  readonly format?: 'date-time' | 'base64';
}

export type Kind = 'string' | 'secret' | 'integer' | 'boolean' | 'enum' | 'list' | 'object' | 'map' | 'json-text';

declare const valueType: unique symbol;

export interface Field<T = unknown, Presence extends 'always' | 'optional' = 'always' | 'optional'> extends Common {
  readonly kind: Kind;
  readonly presence: Presence;
  readonly default?: T;
  readonly text?: TextRules;
  readonly range?: { readonly minimum?: number; readonly maximum?: number };
  /** What the number counts, for pages and forms. */
  readonly unit?: string;
  readonly values?: readonly string[];
  /** Of a list, a map or a JSON text. */
  readonly item?: Field;
  readonly fields?: Fields;
  readonly maxItems?: number;
  readonly minItems?: number;
  /** How official clients write a list or an object: `Name.1.Key=…` or one parameter that holds JSON. Both are read. */
  readonly sentAs?: 'flattened' | 'json';
  /** Only in the type: what the field's value is. */
  readonly [valueType]?: T;
}

export type Fields = { readonly [name: string]: Field };

export type ValueOf<F> = F extends Field<infer T, infer _P> ? T : never;

type AlwaysKeys<R extends Fields> = { [K in keyof R]: R[K]['presence'] extends 'always' ? K : never }[keyof R];

/** The object a set of fields describes. */
export type ObjectOf<R extends Fields> = { readonly [K in AlwaysKeys<R>]: ValueOf<R[K]> } & {
  readonly [K in Exclude<keyof R, AlwaysKeys<R>>]?: ValueOf<R[K]> | undefined;
};

type PresenceOf<O> = O extends { required: true }
  ? 'always'
  : O extends { default: string | number | boolean }
    ? 'always'
    : 'optional';

type TextOptions = Common & TextRules & { readonly default?: string };
type NumberOptions = Common & {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: number;
  readonly unit?: string;
};

/** The one place where a field, which is plain data, is given the type that its options amount to. */
function declare<T, O>(field: { readonly kind: Kind } & Partial<Field>, options: O & Common): Field<T, PresenceOf<O>> {
  const given = options as Common & { readonly default?: unknown };
  const presence = given.required || given.default !== undefined ? 'always' : 'optional';
  return { ...field, presence } as unknown as Field<T, PresenceOf<O>>;
}

function declareText<O extends TextOptions>(kind: 'string' | 'secret', options: O): Field<string, PresenceOf<O>> {
  const { minLength, maxLength, maxBytes, pattern, format, ...common } = options;
  return declare({ kind, text: { minLength, maxLength, maxBytes, pattern, format }, ...common }, options);
}

export function string<const O extends TextOptions>(options: O): Field<string, PresenceOf<O>> {
  return declareText('string', options);
}

/** A string that reaches no log, error, audit record, history or sample. */
export function secret<const O extends TextOptions>(options: O): Field<string, PresenceOf<O>> {
  return declareText('secret', options);
}

/** Bytes, as the padded standard Base64 that they travel in; in a protobuf message they travel as they are (JSON has them so: protobuf's own rule). */
export function binary<const O extends Common & Pick<TextRules, 'maxLength'>>(
  options: O,
): Field<string, PresenceOf<O>> {
  const { maxLength, ...common } = options;
  return declare({ kind: 'string', text: { maxLength, format: 'base64' }, ...common }, options);
}

/** A whole number within ±2^53. */
export function integer<const O extends NumberOptions>(options: O): Field<number, PresenceOf<O>> {
  const { minimum, maximum, ...common } = options;
  return declare({ kind: 'integer', range: { minimum, maximum }, ...common }, options);
}

/** `true` or `false`; `1` and `0` are read too, since two operations document a boolean as 0/1. */
export function boolean<const O extends Common & { readonly default?: boolean }>(
  options: O,
): Field<boolean, PresenceOf<O>> {
  return declare({ kind: 'boolean', ...options }, options);
}

/** One of a fixed set of words, in exact case. */
export function oneOf<const V extends readonly string[], const O extends Common & { readonly default?: V[number] }>(
  values: V,
  options: O,
): Field<V[number], PresenceOf<O>> {
  return declare({ kind: 'enum', values, ...options }, options);
}

type ListOptions = Common & {
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly sentAs?: 'flattened' | 'json';
};

export function list<T, const O extends ListOptions>(item: Field<T>, options: O): Field<readonly T[], PresenceOf<O>> {
  return declare({ kind: 'list', item, ...options }, options);
}

export function object<const R extends Fields, const O extends Common & { readonly sentAs?: 'flattened' | 'json' }>(
  fields: R,
  options: O,
): Field<ObjectOf<R>, PresenceOf<O>> {
  return declare({ kind: 'object', fields, ...options }, options);
}

/** Free names with values of one kind. */
export function map<T, const O extends ListOptions>(
  item: Field<T>,
  options: O,
): Field<Readonly<Record<string, T>>, PresenceOf<O>> {
  return declare({ kind: 'map', item, ...options }, options);
}

/** What a JSON text decodes to: the text as received, for operations that give it back unchanged, and its value. */
export interface JsonText<T> {
  readonly text: string;
  readonly value: T;
}

/** A parameter of type string that the caller fills with JSON. */
export function jsonText<T, const O extends Common & { readonly maxLength?: number }>(
  value: Field<T>,
  options: O,
): Field<JsonText<T>, PresenceOf<O>> {
  const { maxLength, ...common } = options;
  return declare({ kind: 'json-text', item: value, text: { maxLength }, ...common }, options);
}
