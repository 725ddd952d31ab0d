/**
 * Calls to an instance up to their input: wire/kms-instance.md section 2. The checks are in the order of wire/kms-instance.md section 2.5. A signature may come again within its
 * quarter of an hour: official clients sign retries and parallel calls of one second alike, and no operation changes anything.
 */
import type { Operation } from '../../spec/operation.js';
import { decodeMessage } from '../../spec/protobuf.js';
import type { Admit } from '../admitted-call.js';
import { dialectError } from '../api-errors.js';
import type { Caller } from '../caller.js';
import type { Exchange } from '../exchange.js';
import type { Gateway } from '../gateway.js';
import { gatewayError } from '../gateway-error.js';
import { header } from '../parameters.js';
import { type ArrivingRequest, withoutBody } from '../receive.js';
import type { BodyLimit } from '../request-limits.js';
import { rsaKeyOf } from '../signatures/proof.js';
import { checkInput } from '../validate.js';
import { addressedHost } from './addressed-host.js';
import {
  apiNameOf,
  apiVersionOf,
  requireMessageType,
  signatureOf,
  signerOf,
  unknownName,
  unknownVersion,
} from './headers.js';
import { requireDigest, requireSigned } from './signature.js';

/** As the vendor has it. */
export const maxMessageBytes = 3 * 1024 * 1024;
/** What is received before it is known whether there is such a client key. */
const SMALL_BYTES = 64 * 1024;

export const admitInstanceCall: Admit = async (arriving, exchange, gateway) => {
  // Before anything can fail, so that an error is answered in the form the client reads.
  exchange.format = 'protobuf';
  const { head } = arriving;
  if (head.method !== 'POST') throw gatewayError('UnsupportedHTTPMethod');
  if (arriving.bodyBytes !== 0) requireMessageType(head);
  const operation = await findOperation(exchange, gateway);
  const { accessKeyId } = signerOf(head, exchange.now);
  const find = () => findCaller(accessKeyId, operation, exchange, gateway);
  if ((arriving.bodyBytes ?? Number.POSITIVE_INFINITY) > SMALL_BYTES) await find();
  exchange.request = await receive(arriving, operation);
  requireDigest(exchange.request);
  const signature = signatureOf(head);
  const caller = await find();
  requireSigned(head, signature, rsaKeyOf(await caller.open()));
  exchange.principal = caller.principal;
  return { operation, caller, input: () => input(operation, exchange), told: error => error };
};

/** Names are noted for the log once they are known to be names. */
async function findOperation(exchange: Exchange, { catalogue }: Gateway): Promise<Operation> {
  const { request } = exchange;
  const version = apiVersionOf(request);
  const loading = catalogue.load(version);
  if (loading !== undefined) await loading;
  const product = catalogue.findProduct(version, 'instance');
  if (!product) throw unknownVersion(request);
  exchange.version = version;
  const operation = catalogue.findOperation(version, apiNameOf(request));
  if (!operation) throw unknownName(request);
  exchange.action = operation.action;
  exchange.operation = operation;
  return operation;
}

async function findCaller(
  accessKeyId: string,
  operation: Operation,
  { request, now }: Exchange,
  { callers }: Gateway,
): Promise<Caller> {
  const caller = await callers.findForInstance(accessKeyId, addressedHost(request), now);
  if (!caller) throw dialectError(operation.product.dialect.unknownKey, { AccessKeyId: accessKeyId });
  return caller;
}

async function receive(arriving: ArrivingRequest, { product: { dialect } }: Operation) {
  if (arriving.bodyBytes === 0) return withoutBody(arriving);
  const limit: BodyLimit = {
    maxBytes: maxMessageBytes,
    refusal: () => {
      const rule = `must have at most ${maxMessageBytes} bytes`;
      return dialectError({ ...dialect.invalid.value, status: 413 }, { P: 'Body', Rule: rule });
    },
  };
  return { ...arriving.head, body: await arriving.readBody(limit) };
}

/** The message, and what travels beside it in headers. */
function input(operation: Operation, exchange: Exchange): Record<string, unknown> {
  const { request } = exchange;
  const values = decodeMessage(operation.request, request.body);
  for (const [name, { header: from }] of Object.entries(operation.request)) {
    const value = from === undefined ? undefined : header(request, from);
    if (value) values[name] = value;
  }
  return checkInput(operation, values, exchange);
}
