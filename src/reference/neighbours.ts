/** Which operations to know before and after one, from what the declarations say of each other. */
import type { Catalogue } from '../spec/catalogue.js';
import type { Operation } from '../spec/operation.js';

export interface Neighbours {
  /** What has to have been called: it makes the thing that a required parameter names. */
  readonly before: readonly Operation[];
  readonly seeAlso: readonly Operation[];
}

/** Named by the operation itself, or naming it; of its own product. */
export function neighboursOf(catalogue: Catalogue, operation: Operation): Neighbours {
  const named = operation.seeAlso.flatMap(action => catalogue.findOperation(operation.product.version, action) ?? []);
  const naming = catalogue.operations.filter(
    other => other.product.version === operation.product.version && other.seeAlso.includes(operation.action),
  );
  const all = [...new Set([...named, ...naming])].filter(other => other !== operation);
  const before = all.filter(other => makesWhatIsNeeded(other, operation));
  return { before, seeAlso: all.filter(other => !before.includes(other)) };
}

function makesWhatIsNeeded(maker: Operation, user: Operation): boolean {
  if (maker.ram.access !== 'create' || user.ram.access === 'create') return false;
  return Object.entries(user.request).some(
    ([name, field]) =>
      field.required === true && (Object.hasOwn(maker.response, name) || Object.hasOwn(maker.request, name)),
  );
}
