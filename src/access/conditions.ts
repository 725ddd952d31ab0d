/**
 * The Condition element (wire/ram-sts.md section 4.2): `{ operator: { key: value or [values] } }`. All operators and all keys of a block must hold; of
 * several listed values, or several values that the request has for the key, one match is enough. A key that the request
 * does not have makes positive operators false and negative ones true.
 */
import { type ConditionOperator, conditionOperators } from './condition-operators.js';
import type { JsonObject, JsonValue } from './json-document.js';
import { MalformedPolicy, memberOf } from './malformed-policy.js';
import type { RequestContext } from './request-context.js';
import { readConditionTexts } from './text-list.js';

/** One operator on one key, compiled. */
export interface Condition {
  readonly operator: string;
  /** As written in the policy. */
  readonly key: string;
  holdsIn(context: ContextValues): boolean;
}

/** The values of a request's context, found by key whatever its spelling. Indexed at the first look, since most policies never look. */
export class ContextValues {
  private index: Map<string, readonly string[]> | undefined;

  /** @param context or what makes it, which is asked at the first look */
  constructor(private readonly context: RequestContext | (() => RequestContext)) {}

  /** Of a key in the form of `comparableKey`. A key that the request does not have has no values. */
  valuesOf(key: string): readonly string[] {
    this.index ??= this.indexed();
    return this.index.get(key) ?? [];
  }

  private indexed(): Map<string, readonly string[]> {
    const index = new Map<string, readonly string[]>();
    for (const [key, values] of typeof this.context === 'function' ? this.context() : this.context) {
      const comparable = comparableKey(key);
      index.set(comparable, [...(index.get(comparable) ?? []), ...values]);
    }
    return index;
  }
}

/** Keys are compared without regard to case up to the first `/`; what follows is a tag's key and keeps its case. */
function comparableKey(key: string): string {
  const slash = key.indexOf('/');
  return slash < 0 ? key.toLowerCase() : key.slice(0, slash).toLowerCase() + key.slice(slash);
}

/** Reads and compiles a Condition element. @throws MalformedPolicy. */
export function readConditions(value: JsonValue, place: string): readonly Condition[] {
  const conditions: Condition[] = [];
  for (const [name, block] of membersOf(value, place)) {
    const blockPlace = memberOf(place, name);
    const operator = conditionOperators.get(name);
    if (operator === undefined) throw new MalformedPolicy(`${blockPlace} is not a known condition operator`);
    const keys = membersOf(block, blockPlace);
    if (keys.size === 0) throw new MalformedPolicy(`${blockPlace} must not be empty`);
    for (const [key, listed] of keys) {
      conditions.push(compileCondition(name, operator, key, listed, memberOf(blockPlace, key)));
    }
  }
  return conditions;
}

function compileCondition(
  name: string,
  operator: ConditionOperator,
  key: string,
  listed: JsonValue,
  place: string,
): Condition {
  // A key of no product is never in a request, and a negative operator on it would hold for ever: a typing error that grants.
  if (!/^[A-Za-z0-9_-]+:./.test(key))
    throw new MalformedPolicy(`${place} must be a condition key such as acs:SourceIp`);
  const matches = operator.compile(readConditionTexts(listed, place));
  const comparable = comparableKey(key);
  return {
    operator: name,
    key,
    holdsIn: context => context.valuesOf(comparable).some(matches) !== operator.negative,
  };
}

function membersOf(value: JsonValue, place: string): JsonObject {
  if (value instanceof Map) return value;
  throw new MalformedPolicy(`${place} must be an object`);
}
