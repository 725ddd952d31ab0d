/**
 * Every error that a call of an operation can end with, with its meaning and what to do about it: the operation's own, its
 * product's wording of what the gateway finds, and the gateway's.
 */
import { gatewayErrors } from '../gateway/gateway-error.js';
import { httpRefusals } from '../gateway/http-refusals.js';
import type { ErrorTable } from '../spec/errors.js';
import type { Dialect, DialectError, Operation, ProductFacts } from '../spec/operation.js';

export interface DocumentedError {
  /** May hold `{P}`, which stands for the name of a parameter. */
  readonly code: string;
  readonly status: number;
  readonly message: string;
  readonly from: 'operation' | 'product' | 'gateway';
  /** What it means, where the message leaves that open. */
  readonly cause?: string;
  /** What the caller can do next. */
  readonly advice: string;
}

/** The errors of the operation and its product, the operation's own first; a code stands once. */
export function errorsOf(operation: Operation): DocumentedError[] {
  const known = new Map<string, DocumentedError>();
  const all = [
    ...declared(operation.errors, 'operation'),
    ...productErrors(operation.product)
      .filter(({ error }) => isPossible(error, operation))
      .map(({ shown }) => shown),
  ];
  for (const error of all) if (!known.has(error.code)) known.set(error.code, error);
  return [...known.values()];
}

/** What every operation of the product may answer. */
export function errorsOfProduct(product: ProductFacts): DocumentedError[] {
  const all = productErrors(product).map(({ shown }) => shown);
  return all.filter(({ code, message }, index) => {
    return all.findIndex(other => other.code === code && other.message === message) === index;
  });
}

/** The errors of the gateway, which are the same for every product, and what is refused as HTTP before it is a call. */
export const errorsOfGateway: readonly DocumentedError[] = [
  ...Object.entries(gatewayErrors).map(([code, error]) => ({ code, ...error })),
  ...Object.values(httpRefusals),
].map(error => ({ ...error, from: 'gateway' }));

/** Whether a code is this one, its placeholders as they are or filled: `MissingUserName` is `Missing{P}`. */
export function isCode(declaredCode: string, code: string): boolean {
  if (code === declaredCode) return true;
  const parts = declaredCode.split(/\{\w+\}/).map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[\\w.-]+')}$`).test(code);
}

type DialectName = Exclude<keyof Dialect, 'invalid' | 'xmlRoot' | 'statusInBody' | 'nonceOptional'> | 'invalid';

const DIALECT_ADVICE: Readonly<Record<DialectName, string>> = {
  missing: 'Give the parameter; an empty value counts as none.',
  invalid: 'Compare the value with the limits in the table of request parameters.',
  denied:
    'Ask for a policy that allows AuthAction on AuthResource of the answer’s AccessDeniedDetail; EncodedDiagnosticMessage there names the statement that denied, if one did.',
  throttled: 'Wait as long as the header x-acs-retry-after says (milliseconds) and call again.',
  unknownKey: 'Check the AccessKeyId, and that the client speaks to the server that made it.',
  disabledKey: 'Enable the AccessKey with UpdateAccessKey of RAM, or use another.',
  internal:
    'Call again; if it happens again, give the RequestId to the administrator of the server: its log has the cause.',
  unavailable: 'Call again in a moment; the server could not reach its store.',
  tokenMismatch: 'Send a security token only with the temporary AccessKey that it was given with.',
  tokenReused: 'Use a new token for a request with other parameters.',
  dryRun: 'Leave the parameter of the dry run out, or mend what the message says.',
};

interface ProductError {
  readonly error: DialectName | 'declared';
  readonly shown: DocumentedError;
}

function productErrors({ errors, dialect }: ProductFacts): ProductError[] {
  const { invalid, dryRun, ...others } = dialect;
  const inDialect = Object.entries(others).filter((entry): entry is [DialectName, DialectError] => {
    return typeof entry[1] === 'object';
  });
  const kinds = Object.values(invalid).map((error): [DialectName, DialectError] => ['invalid', error]);
  const ofDryRuns = (dryRun ? [dryRun.invalid, dryRun.denied] : []).map((error): [DialectName, DialectError] => [
    'dryRun',
    error,
  ]);
  return [
    ...declared(errors, 'product').map(shown => ({ error: 'declared' as const, shown })),
    ...[...kinds, ...inDialect, ...ofDryRuns].map(([error, { code, status, message, advice }]) => ({
      error,
      shown: { code, status, message, from: 'product' as const, advice: advice ?? DIALECT_ADVICE[error] },
    })),
  ];
}

/** Who comes with a token of an identity provider has no key, and is denied with the operation's own code. */
const NOT_WITH_TOKENS: ReadonlySet<ProductError['error']> = new Set<ProductError['error']>([
  'denied',
  'unknownKey',
  'disabledKey',
  'tokenMismatch',
]);

function isPossible(error: ProductError['error'], operation: Operation): boolean {
  if (operation.identityToken && NOT_WITH_TOKENS.has(error)) return false;
  if (error === 'denied') return operation.ram.action !== undefined || operation.product.protocol === 'instance';
  if (error === 'tokenReused') return operation.idempotencyToken !== undefined;
  if (error === 'dryRun') return Object.hasOwn(operation.request, operation.product.dialect.dryRun?.parameter ?? '');
  return true;
}

function declared(errors: ErrorTable, from: 'operation' | 'product'): DocumentedError[] {
  return Object.entries(errors).map(([code, { status, message, cause, advice }]) => ({
    code,
    status,
    message,
    from,
    ...(cause !== undefined && { cause }),
    advice,
  }));
}
