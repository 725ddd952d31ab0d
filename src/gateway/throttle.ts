/** At most so many calls a second of one user to one operation, as each operation's reference page says. */
import { principalKey } from '../domain/principal.js';
import type { Operation } from '../spec/operation.js';
import { dialectError } from './api-errors.js';
import type { Caller } from './caller.js';
import type { Exchange } from './exchange.js';
import type { Gateway } from './gateway.js';

/** Throws the product's throttling error, which tells clients when to come back. */
export async function throttle(
  operation: Operation,
  caller: Caller,
  exchange: Exchange,
  { limits }: Pick<Gateway, 'limits'>,
): Promise<void> {
  const key = `${principalKey(caller.principal)}/${operation.product.version}/${operation.action}`;
  await take(key, operation.qps);
  const { instance } = caller;
  // An account's callers share what its instance is meant for; the operation is none of the key's business.
  if (instance) await take(`${caller.principal.accountId}/${instance.id}`, instance.callsPerSecond);

  async function take(bucket: string, callsPerSecond: number): Promise<void> {
    const { allowed, retryAfterMs } = await limits.takeCall(bucket, callsPerSecond, exchange.now);
    if (!allowed) throw dialectError(operation.product.dialect.throttled, {}, { retryAfterMs });
  }
}
