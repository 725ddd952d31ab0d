/** Which operation a request means, and how it is signed: wire/gateway.md section 1. */
import type { Operation } from '../spec/operation.js';
import type { Exchange } from './exchange.js';
import type { Gateway } from './gateway.js';
import { gatewayError } from './gateway-error.js';
import { header, type Parameters } from './parameters.js';
import { type Authentication, answerFormat, recognise } from './signatures/recognise.js';

interface FoundOperation {
  readonly operation: Operation;
  /** Undefined where the token of an identity provider says who calls. */
  readonly authentication: Authentication | undefined;
}

/** Throws a declared error for an unknown version, an unknown action and one that is known and not built yet. */
export async function findOperation(
  exchange: Exchange,
  parameters: Parameters,
  { catalogue }: Pick<Gateway, 'catalogue'>,
): Promise<FoundOperation> {
  // Before anything can fail, so that an error is answered in the form the client reads.
  exchange.format = answerFormat(parameters);
  const named = namedOperation(exchange, parameters);
  const loading = catalogue.load(named.version);
  if (loading !== undefined) await loading;
  const meant = catalogue.findOperation(named.version, named.action);
  if (meant?.identityToken) return found(exchange, meant, undefined);
  // Clients send those that take the token of an identity provider unsigned, and are told the same about them.
  if (!meant) refusePlanned(exchange, named, catalogue);
  const authentication = recognise(exchange.request, parameters);
  const { action, version } = authentication;
  // It may have been named in two places.
  if (version !== named.version) await catalogue.load(version);
  // Names are logged once they are known to be names: what a stranger writes in their place may be anything, a password included.
  if (!catalogue.findProduct(version)) throw gatewayError('InvalidVersion');
  const operation = catalogue.findOperation(version, action);
  if (operation) return found(exchange, operation, authentication);
  exchange.version = version;
  refusePlanned(exchange, authentication, catalogue);
  throw gatewayError('InvalidAction.NotFound');
}

function found(exchange: Exchange, operation: Operation, authentication: Authentication | undefined): FoundOperation {
  exchange.action = operation.action;
  exchange.version = operation.product.version;
  exchange.operation = operation;
  return { operation, authentication };
}

interface Named {
  readonly version: string;
  readonly action: string;
}

/** What the request names in parameters or headers, signed or not. */
function namedOperation({ request }: Exchange, { values }: Parameters): Named {
  const named = (parameter: string, name: string) => String(values.get(parameter) ?? header(request, name) ?? '');
  return { version: named('Version', 'x-acs-version'), action: named('Action', 'x-acs-action') };
}

function refusePlanned(exchange: Exchange, { version, action }: Named, catalogue: Gateway['catalogue']): void {
  const product = catalogue.findProduct(version);
  if (!product?.planned.includes(action)) return;
  exchange.version = version;
  exchange.action = action;
  throw gatewayError('UnsupportedOperation', { Action: action, Product: `${product.title} ${version}` });
}
