/** Errors as the API knows them: declared codes with a status and a message. */

export interface ErrorDeclaration {
  /** HTTP status, 4xx or 5xx. */
  readonly status: number;
  /** `{Name}` is replaced by the value of that name which `fail` is given. */
  readonly message: string;
  /** What it means, where the message (often in the cloud's words) leaves that open. For pages, never in an answer. */
  readonly cause?: string;
  /** What the caller can do next, a sentence or two. `code` between backquotes; names of operations become links. For pages, never in an answer. */
  readonly advice: string;
}

export type ErrorTable = Readonly<Record<string, ErrorDeclaration>>;

/** The errors of one subject. The function that comes back picks those of some codes from them, as an operation declares them. */
export function errorsByCode<const Table extends ErrorTable>(table: Table) {
  return <const Code extends keyof Table>(...codes: readonly Code[]): Pick<Table, Code> =>
    Object.fromEntries(codes.map(code => [code, table[code]])) as unknown as Pick<Table, Code>;
}

/** The member of the same name of a denial's answer: wire/gateway.md section 10.4. All values are strings. */
export type AccessDeniedDetail = Readonly<Record<string, string>>;

/** An answer that is an error. Made by `fail` of a call or by the gateway from a declared code; everything else is a bug. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    readonly extra: {
      readonly accessDeniedDetail?: AccessDeniedDetail;
      /** Milliseconds after which a throttled caller may try again. */
      readonly retryAfterMs?: number;
      /** For the audit record only, never for the caller. */
      readonly explanation?: string;
    } = {},
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

/** Replaces `{Name}` in a code or message. A name without a value stays as it is, which the examples suite finds. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** A declared error with its placeholders filled, in code and message alike. */
export function declaredError(
  code: string,
  declaration: ErrorDeclaration,
  values: Readonly<Record<string, string>> = {},
  extra: ApiError['extra'] = {},
): ApiError {
  return new ApiError(fill(code, values), declaration.status, fill(declaration.message, values), extra);
}
