/** What the console knows of products and operations, read from the API description by `read-product.ts`. */

export type FieldKind = 'text' | 'integer' | 'boolean' | 'choice' | 'list' | 'object' | 'map' | 'json-text';

export interface Field {
  /** As on the wire; empty for the entries of a list or a map. */
  readonly name: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  /** Masked when typed, and kept out of history, links and samples. */
  readonly secret: boolean;
  readonly about?: string;
  readonly example?: string;
  /** What the server takes when the parameter is left out. */
  readonly preset?: string;
  readonly place: 'query' | 'body';
  readonly minLength?: number;
  /** In UTF-16 code units. */
  readonly maxLength?: number;
  /** In bytes of UTF-8. */
  readonly maxBytes?: number;
  /** A regular expression for the whole value. */
  readonly pattern?: string;
  readonly format?: 'date-time' | 'base64';
  readonly minimum?: number;
  readonly maximum?: number;
  /** What an integer counts, in English: `days`, `seconds since 1970`. */
  readonly unit?: string;
  readonly choices?: readonly string[];
  /** Of a list, a map or a JSON text. */
  readonly item?: Field;
  /** Of an object. */
  readonly fields?: readonly Field[];
  readonly minItems?: number;
  readonly maxItems?: number;
  /** In protobuf: where it stands in the message, or the header that it is beside it. */
  readonly wire?: { readonly number: number; readonly type: string } | { readonly header: string };
  /** How clients write a list, an object or a map. */
  readonly sentAs: 'flattened' | 'json';
}

export interface ApiError {
  /** May hold `{P}`, which stands for the name of a parameter. */
  readonly code: string;
  readonly status: number;
  /** May hold placeholders in braces. */
  readonly message: string;
  /** Who answers with it: the operation itself, every operation of its product, or the gateway in front of all. */
  readonly from: 'operation' | 'product' | 'gateway';
  /** What it means, where the message leaves that open. */
  readonly cause?: string;
  /** What the caller can do, where the message does not say it. */
  readonly advice?: string;
}

export interface Example {
  readonly title: string;
  readonly request: Readonly<Record<string, unknown>>;
}

export interface Permission {
  /** Absent: everybody who is signed in may call. */
  readonly action?: string;
  readonly access: string;
  readonly resources: readonly string[];
}

/** What the list of operations knows; the rest comes with the product's description. */
export interface OperationEntry {
  readonly productCode: string;
  readonly action: string;
  readonly summary: string;
}

/** How a product is called: signed by an AccessKey, or in protobuf and signed by a client key. */
export type Protocol = 'rpc' | 'instance';

export interface Operation extends OperationEntry {
  readonly protocol: Protocol;
  /** Of an instance: the message of every error. */
  readonly errorMessage?: readonly Field[];
  readonly version: string;
  /** Paragraphs with `code` between backquotes. */
  readonly description?: string;
  readonly method: 'GET' | 'POST';
  /** Whether only this server has it: no package of the vendor does. */
  readonly extension: boolean;
  /** Whether the call takes something away, so that a person is asked first. */
  readonly destructive: boolean;
  /** What it takes away. */
  readonly loses?: string;
  /** The values of parameters with which it does; absent: with all. */
  readonly destructiveWhen?: Readonly<Record<string, string>>;
  /** Path of the reference page. */
  readonly page: string;
  readonly permission: Permission;
  /** Calls a second and user. */
  readonly qps?: number;
  readonly request: readonly Field[];
  readonly response: readonly Field[];
  readonly errors: readonly ApiError[];
  readonly examples: readonly Example[];
  /** Operations of the same product that make what this one needs. */
  readonly before: readonly string[];
  readonly seeAlso: readonly string[];
}

export interface ProductEntry {
  readonly code: string;
  readonly title: string;
  readonly version: string;
  readonly protocol: Protocol;
  readonly operations: readonly OperationEntry[];
  /** Known operations that this server does not offer yet. */
  readonly planned: readonly string[];
}

export interface Product {
  readonly code: string;
  readonly operations: readonly Operation[];
}
