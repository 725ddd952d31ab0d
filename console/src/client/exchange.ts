/** A signed request and what came back, as people look at it afterwards. */

export interface PreparedRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query. */
  readonly target: string;
  /** Every header that this page sets, in lower case, and the `host` that the browser adds. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Where the body is a protobuf message: its values. */
  readonly message?: Readonly<Record<string, unknown>>;
  readonly canonicalRequest: string;
  readonly stringToSign: string;
}

export interface Exchange {
  readonly request: PreparedRequest;
  readonly status: number;
  readonly durationMs: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** The body as JSON; undefined when it is something else. */
  readonly answer: unknown;
  readonly requestId?: string;
}

/** The error members of an answer (gateway errors and declared ones alike). */
export interface ErrorAnswer {
  readonly code: string;
  readonly message: string;
  readonly accessDeniedDetail?: Readonly<Record<string, string>>;
}

export function errorOf({ status, answer }: Exchange): ErrorAnswer | undefined {
  if (status < 400) return undefined;
  const members = (answer ?? {}) as Readonly<Record<string, unknown>>;
  const detail = members.AccessDeniedDetail;
  return {
    code: text(members.Code) ?? text(members.ErrorCode) ?? String(status),
    message: text(members.Message) ?? text(members.ErrorMessage) ?? '',
    ...(typeof detail === 'object' && detail !== null && { accessDeniedDetail: textsOf(detail) }),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function textsOf(detail: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(detail).map(([name, value]) => [name, text(value) ?? JSON.stringify(value)]),
  );
}
