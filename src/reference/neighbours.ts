/** Which operations to know before and after one, from what the declarations say of each other. */
import type { Catalogue } from '../spec/catalogue.js';
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
  const declared = declaredMakers(operation);
  const before =
    declared.length > 0
      ? declared.flatMap(action => others.find(other => other.action === action) ?? [])
      : others.filter(other => isUsualMaker(other, operation, related));
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
  const declared = neededMakers(operation).flatMap(names => {
    const maker = before.find(other => names.includes(other.action));
    return maker ? [maker] : [];
  });
  return declared.length > 0 ? declared : before.slice(0, 1);
}

/** What makes the things that the call needs: `madeBy` of its parameters. */
function declaredMakers(operation: Operation): string[] {
  return [...new Set(neededMakers(operation).flat())];
}

/** For each thing, the ways to make it. */
function neededMakers(operation: Operation): (readonly string[])[] {
  return Object.entries(operation.request).flatMap(([name, { madeBy }]) =>
    madeBy && isNeeded(operation, name) ? [madeBy] : [],
  );
}

/** Where nothing is declared: CreateClientKey before GetClientKey, and what is related and makes a thing of the name that is asked for. */
function isUsualMaker(maker: Operation, user: Operation, related: readonly Operation[]): boolean {
  const { access } = user.ram;
  // A revocation is of level create too.
  if (maker.ram.access !== 'create' || maker.destructive || access === 'create' || access === 'list') return false;
  const needed = Object.entries(user.request).filter(([, field]) => field.required === true);
  if (needed.length === 0) return false;
  if (nounOf(maker) === nounOf(user)) return true;
  return (
    related.includes(maker) &&
    needed.some(([name]) => Object.hasOwn(maker.response, name) || Object.hasOwn(maker.request, name))
  );
}

/** `GetClientKey`: ClientKey. */
function nounOf({ action }: Operation): string {
  return action.replace(/^[A-Z][a-z]+/, '');
}
