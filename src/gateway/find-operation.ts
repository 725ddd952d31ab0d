/** Which operation a request means, and how it is signed: wire/gateway.md section 1. */
import type { Operation } from '../spec/operation.js';
import type { Exchange } from './exchange.js';
import type { Gateway } from './gateway.js';
import { gatewayError } from './gateway-error.js';
import { header, type Parameters } from './parameters.js';
import { type Authentication, answerFormat, recognise } from './signatures/recognise.js';

/** Throws a declared error for an unknown version, an unknown action and one that is known and not built yet. */
export function findOperation(
  exchange: Exchange,
  parameters: Parameters,
  gateway: Pick<Gateway, 'catalogue'>,
): { operation: Operation; authentication: Authentication | undefined } {
  // Before anything can fail, so that an error is answered in the form the client reads.
  exchange.format = answerFormat(parameters);
  const unsigned = unsignedOperation(exchange, parameters, gateway);
  if (unsigned) {
    exchange.action = unsigned.action;
    exchange.version = unsigned.product.version;
    exchange.operation = unsigned;
    return { operation: unsigned, authentication: undefined };
  }
  const { action, version, authentication } = recognise(exchange.request, parameters);
  // Names are logged once they are known to be names: what a stranger writes in their place may be anything, a password included.
  const product = gateway.catalogue.findProduct(version);
  if (!product) throw gatewayError('InvalidVersion');
  exchange.version = version;
  const operation = gateway.catalogue.findOperation(version, action);
  if (operation) {
    exchange.action = action;
    exchange.operation = operation;
    return { operation, authentication };
  }
  if (product.planned.includes(action)) {
    exchange.action = action;
    throw gatewayError('UnsupportedOperation', { Action: action, Product: `${product.title} ${version}` });
  }
  throw gatewayError('InvalidAction.NotFound');
}

/** The operation that asks for the token of an identity provider in place of a signature, where the request names one, in parameters or headers. */
function unsignedOperation(
  { request }: Exchange,
  { values }: Parameters,
  { catalogue }: Pick<Gateway, 'catalogue'>,
): Operation | undefined {
  const named = (parameter: string, name: string) => String(values.get(parameter) ?? header(request, name) ?? '');
  const operation = catalogue.findOperation(named('Version', 'x-acs-version'), named('Action', 'x-acs-action'));
  return operation?.identityToken && operation;
}
