/**
 * What differs between the ways in which calls travel: how a request is received, how it says which operation it means and who signed it, and how its
 * input is read. Everything after that is the same for all (pipeline.ts); how answers look is the business of render.ts.
 */
import type { Protocol } from '../spec/operation.js';
import type { Admit } from './admitted-call.js';
import { admitInstanceCall } from './instance/admit.js';
import { isInstanceCall } from './instance/headers.js';
import type { RawRequest } from './parameters.js';
import { admitRpcCall } from './rpc-call.js';

const ADMIT: Readonly<Record<Protocol, Admit>> = { rpc: admitRpcCall, instance: admitInstanceCall };

/** How the request travels, as its headers say. */
export const protocolOf = (head: Pick<RawRequest, 'headers'>): Protocol => (isInstanceCall(head) ? 'instance' : 'rpc');

export const admit: Admit = (arriving, exchange, gateway) =>
  ADMIT[protocolOf(arriving.head)](arriving, exchange, gateway);
