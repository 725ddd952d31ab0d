/** May the caller do this: the objects are resolved, the caller is asked (wire/ram-sts.md sections 5 and 7), and a denial is told (`denial.ts`). */
import type { CallFacts, Operation } from '../spec/operation.js';
import { askedOf } from './asked.js';
import type { Caller } from './caller.js';
import { denial } from './denial.js';
import type { Exchange } from './exchange.js';
import type { Gateway } from './gateway.js';
import type { Sharing } from './sharing.js';

/** Throws the product's denial, with the deciding statement in the audit record. */
export async function authorize(
  operation: Operation,
  input: Record<string, unknown>,
  caller: Caller,
  exchange: Exchange,
  gateway: Pick<Gateway, 'site'>,
  facts: CallFacts,
  sharing: Sharing,
): Promise<void> {
  const asked = askedOf(operation, input, exchange, facts, sharing);
  const decision = await caller.decide(asked);
  if (!decision.allowed) throw await denial(operation, caller, decision, asked, gateway.site);
}
