/** At most so many calls a second of one user to one operation, as each operation's reference page says. */
import { principalKey } from '../domain/principal.js';
import type { Operation } from '../spec/operation.js';
import { dialectError } from './api-errors.js';
import type { Caller } from './caller.js';
import type { Exchange } from './exchange.js';
import type { Gateway } from './gateway.js';
import type { Taken } from './limits.js';

/** Throws the product's throttling error, which tells clients when to come back. */
export async function throttle(
  operation: Operation,
  caller: Caller,
  exchange: Exchange,
  { limits }: Pick<Gateway, 'limits'>,
): Promise<void> {
  const key = `${principalKey(caller.principal)}/${operation.product.version}/${operation.action}`;
  requireTaken(await limits.takeCall(key, operation.qps, exchange.now), operation);
  const { instance } = caller;
  if (!instance) return;
  // An account's callers share what its instance is meant for; the operation is none of the key's business.
  const shared = `${caller.principal.accountId}/${instance.id}`;
  requireTaken(await limits.takeCall(shared, instance.callsPerSecond, exchange.now), operation);
}

function requireTaken({ allowed, retryAfterMs }: Taken, { product }: Operation): void {
  if (!allowed) throw dialectError(product.dialect.throttled, {}, { retryAfterMs });
}
