/** Calls of RPC APIs up to their input: wire/gateway.md. */

import type { Admit } from './admitted-call.js';
import { authenticate } from './authenticate.js';
import { toldAsDryRun } from './dry-run.js';
import { findOperation } from './find-operation.js';
import { readParameters, withJson } from './parameters.js';
import { receive } from './receive.js';
import { validate } from './validate.js';

/** receive → readParameters → findOperation → authenticate; and validate, once it is asked for the input. */
export const admitRpcCall: Admit = async (arriving, exchange, gateway) => {
  if (arriving.bodyBytes !== 0) exchange.request = await receive(arriving, exchange, gateway);
  let parameters = readParameters(exchange.request);
  const { operation, authentication } = await findOperation(exchange, parameters, gateway);
  const caller = await authenticate(exchange, parameters, authentication, operation, gateway);
  return {
    operation,
    caller,
    input: () => {
      parameters = withJson(parameters, exchange.request);
      return validate(operation, parameters, exchange);
    },
    told: error => toldAsDryRun(error, operation, parameters),
  };
};
