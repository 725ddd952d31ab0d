/**
 * The API description as it is served: OpenAPI 3.1 with `x-chancery-…`, of which only what this application reads is named. What
 * the members mean is written in the description's own documentation (`/reference/`).
 */

export interface IndexDocument {
  readonly products: readonly IndexedProduct[];
  /** Called in protobuf, and described by a `MessagesDocument`. */
  readonly messageProducts: readonly IndexedProduct[];
}

export interface IndexedProduct {
  readonly code: string;
  readonly title: string;
  readonly version: string;
  readonly operations: readonly { readonly action: string; readonly summary: string }[];
  readonly planned: readonly string[];
}

export interface MessagesDocument {
  readonly product: { readonly code: string; readonly version: string };
  readonly operations: readonly {
    readonly action: string;
    readonly summary: string;
    readonly description?: string;
    readonly request: Schema;
    readonly response: Schema;
    readonly errors: readonly DocumentedError[];
    readonly examples: readonly { readonly title: string; readonly request: Readonly<Record<string, unknown>> }[];
    readonly seeAlso: readonly string[];
    readonly page: string;
  }[];
  readonly error: Schema;
}

export interface Schema {
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly contentEncoding?: string;
  readonly contentSchema?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly additionalProperties?: Schema | boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly 'x-chancery-kind'?: string;
  readonly 'x-chancery-secret'?: boolean;
  readonly 'x-chancery-max-bytes'?: number;
  readonly 'x-chancery-unit'?: string;
  readonly 'x-chancery-sent-as'?: 'flattened' | 'json';
  readonly 'x-chancery-in'?: 'query' | 'body';
  readonly 'x-chancery-number'?: number;
  readonly 'x-chancery-protobuf'?: string;
  readonly 'x-chancery-header'?: string;
}

export interface DocumentedError {
  readonly code: string;
  readonly status: number;
  readonly message: string;
  readonly from: 'operation' | 'product' | 'gateway';
  readonly cause?: string;
  readonly advice?: string;
}

export interface OperationObject {
  readonly summary: string;
  readonly description?: string;
  readonly 'x-chancery-operation': {
    readonly product: string;
    readonly version: string;
    readonly action: string;
    readonly method: 'GET' | 'POST';
    readonly extension: boolean;
    readonly destructive: boolean;
    readonly loses?: string;
    readonly destructiveWhen?: Readonly<Record<string, string>>;
    readonly qps: number;
    readonly ram: {
      readonly action?: string;
      readonly access: string;
      readonly resources: readonly { readonly type: string; readonly arn: string }[];
    };
    readonly requestSchema: string;
    readonly responseSchema: string;
    readonly before: readonly string[];
    readonly seeAlso: readonly string[];
    readonly examples: readonly { readonly title: string; readonly request: Readonly<Record<string, unknown>> }[];
    readonly page: string;
  };
  readonly 'x-chancery-errors': readonly DocumentedError[];
}

export interface ProductDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
  readonly 'x-chancery-product': { readonly code: string };
  readonly 'x-chancery-gateway-errors': readonly DocumentedError[];
}
