/** Signing in: the server is asked who the pair belongs to, which also finds a wrong secret before the first real call. */
import { call } from '../client/api-client';
import { type ErrorAnswer, errorOf } from '../client/exchange';
import { findOperation } from '../description/catalogue';
import type { Credentials } from './credentials';

export type Identified = { readonly arn?: string } | { readonly refused: ErrorAnswer };

/** Rejects when the server cannot be reached. */
export async function identify(credentials: Credentials): Promise<Identified> {
  const operation = await findOperation('sts', 'GetCallerIdentity');
  if (!operation) return {};
  const exchange = await call(operation, {}, credentials);
  const refused = errorOf(exchange);
  if (refused) return { refused };
  const arn = (exchange.answer as { readonly Arn?: unknown } | undefined)?.Arn;
  return typeof arn === 'string' ? { arn } : {};
}
