/** What a parameter may hold before the declaration says what it is. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** Parameters as they came, by full wire name. Text, or a JSON value where the request body was JSON. */
export type WireValues = ReadonlyMap<string, JsonValue>;
