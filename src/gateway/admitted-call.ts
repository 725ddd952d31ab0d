/** What is known of a call once its caller is proven, however it travels. */
import type { ApiError } from '../spec/errors.js';
import type { Operation } from '../spec/operation.js';
import type { Caller } from './caller.js';
import type { Exchange } from './exchange.js';
import type { Gateway } from './gateway.js';
import type { ArrivingRequest } from './receive.js';

/** A call whose caller is proven. */
export interface AdmittedCall {
  readonly operation: Operation;
  readonly caller: Caller;
  /** The input, decoded and checked. Throws `Problem` for the first value that is missing or breaks its declaration. */
  input(): Record<string, unknown>;
  /** The error as this call is told it. */
  told(error: ApiError): ApiError;
}

/** Throws what a request is refused with whose caller is not known yet. */
export type Admit = (arriving: ArrivingRequest, exchange: Exchange, gateway: Gateway) => Promise<AdmittedCall>;
