/** Which operations to know before and after one, from what the declarations say of each other. */
import type { Catalogue } from '../spec/catalogue.js';
import { namingsOf } from '../spec/kinds.js';
import type { Operation } from '../spec/operation.js';
import { isNeeded } from './needed.js';

export interface Neighbours {
  /** What has to have been called: it makes the thing that the call cannot do without. */
  readonly before: readonly Operation[];
  readonly seeAlso: readonly Operation[];
}

/** Of the same product. */
export function neighboursOf(catalogue: Catalogue, operation: Operation): Neighbours {
  const family = catalogue.operations.filter(other => other.product.version === operation.product.version);
  const others = family.filter(other => other !== operation);
  const named = operation.seeAlso.flatMap(action => others.find(other => other.action === action) ?? []);
  const naming = others.filter(other => other.seeAlso.includes(operation.action));
  const related = [...new Set([...named, ...naming])];
  const makers = [...new Set(neededMakers(catalogue, operation).flat())];
  const before = makers.flatMap(action => others.find(other => other.action === action) ?? []);
  return { before, seeAlso: related.filter(other => !before.includes(other)) };
}

/**
 * The calls that lead to this one from an empty account, in their order and without it: of several ways to make a thing the first
 * that its declaration names.
 */
export function wayTo(catalogue: Catalogue, operation: Operation): readonly Operation[] {
  const way = new Set<Operation>();
  const visited = new Set([operation]);
  const visit = (one: Operation): void => {
    for (const maker of firstMakers(catalogue, one)) {
      if (visited.has(maker)) continue;
      visited.add(maker);
      visit(maker);
      way.add(maker);
    }
  };
  visit(operation);
  return [...way];
}

/** One for each thing that the call needs. */
function firstMakers(catalogue: Catalogue, operation: Operation): readonly Operation[] {
  const { before } = neighboursOf(catalogue, operation);
  return neededMakers(catalogue, operation).flatMap(names => before.find(other => names.includes(other.action)) ?? []);
}

/** For each thing that the call needs, the ways to make it: those of its kind. */
function neededMakers({ kinds }: Catalogue, operation: Operation): (readonly string[])[] {
  return namingsOf(operation.request)
    .filter(({ parameter }) => isNeeded(operation, parameter))
    .map(naming => naming.kinds.flatMap(kind => kinds[kind] ?? []));
}
