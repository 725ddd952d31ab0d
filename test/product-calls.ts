/** Calls of one product as its tests make them, and the answers they compare with: whole bodies, without what differs from call to call. */
import { expect } from 'vitest';
import { fill } from '../src/spec/errors.js';
import type { Dialect } from '../src/spec/operation.js';
import type { CallOptions, CallParameters, SignedClient } from './signed-client.js';

export interface ProductAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * What the tests of a product call and expect, by its version and the wording of its dialect.
 * `product-calls.test.ts` compares that wording with the cloud's, so that suites need not repeat it.
 */
export function productCalls({ version, dialect }: { readonly version: string; readonly dialect: Dialect }) {
  /** Calls an operation; `RequestId`, `HostId` and `Recommend` are checked for their form and taken out. */
  async function call(
    client: SignedClient,
    action: string,
    parameters: CallParameters = {},
    options: CallOptions = {},
  ): Promise<ProductAnswer> {
    const { status, body } = await client.call(version, action, parameters, options);
    const { RequestId, HostId, Recommend, ...rest } = body;
    expect(RequestId).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    expect([HostId, Recommend]).toEqual(
      status === 200 ? [undefined, undefined] : [expect.any(String), expect.stringContaining(String(rest.Code))],
    );
    return { status, body: rest };
  }

  /** As `call`, for a call that has to succeed; the body of its answer. */
  async function callOk(
    client: SignedClient,
    action: string,
    parameters: CallParameters = {},
    options: CallOptions = {},
  ): Promise<ProductAnswer['body']> {
    const answer = await call(client, action, parameters, options);
    expect(answer).toMatchObject({ status: 200 });
    return answer.body;
  }

  const ok = (body: ProductAnswer['body'] = {}): ProductAnswer => ({ status: 200, body });

  const error = (code: string, message: string, status = 400): ProductAnswer => ({
    status,
    body: { Code: code, Message: message, ...(dialect.statusInBody && { HttpStatus: status }) },
  });

  const missing = (parameter: string): ProductAnswer => {
    const { code, message, status } = dialect.missing;
    return error(fill(code, { P: parameter }), fill(message, { P: parameter }), status);
  };

  /** The refusal of a value. Where a test says no rule, any is right, and none. */
  const invalid = (parameter: string, rule?: string, problem: keyof Dialect['invalid'] = 'value'): ProductAnswer => {
    const { code, message, status } = dialect.invalid[problem] ?? dialect.invalid.value;
    const words = fill(message, { P: parameter, ...(rule !== undefined && { Rule: rule }) });
    return error(fill(code, { P: parameter }), rule === undefined ? withAnyRule(words) : words, status);
  };

  return { call, callOk, ok, error, missing, invalid };
}

/** Matches the words of a message, with and without the ` It {Rule}.` behind them: operations have refusals of their own that say no rule. */
function withAnyRule(words: string): string {
  const [before = ''] = words.split(/ \w+ \{Rule\}/);
  const pattern = before.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return expect.stringMatching(new RegExp(`^${pattern}(?: .+)?$`)) as string;
}
