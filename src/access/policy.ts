/** A policy after the grammar: statements whose patterns are compiled, so that a request only runs through them. */
import type { Condition, ContextValues } from './conditions.js';
import type { TextMatcher } from './glob.js';
import type { NamedPrincipal } from './principals.js';

export type Effect = 'Allow' | 'Deny';

export interface Statement {
  readonly sid?: string;
  readonly effect: Effect;
  /** Takes the action in any case, e.g. `kms:ListKeys`. */
  readonly coversAction: TextMatcher;
  /** Takes an ARN as the request presents it, or `*`. */
  readonly coversResource: TextMatcher;
  readonly conditions: readonly Condition[];
}

/** A policy that is attached to users, groups and roles, or narrows a role session. */
export interface Policy {
  readonly statements: readonly Statement[];
}

export interface TrustStatement extends Statement {
  readonly principals: readonly NamedPrincipal[];
}

/** A policy of a role that says who may assume it. */
export interface TrustPolicy {
  readonly statements: readonly TrustStatement[];
}

/** The first condition of a statement that does not hold, if any. */
export function unmetCondition(statement: Statement, context: ContextValues): Condition | undefined {
  return statement.conditions.find(condition => !condition.holdsIn(context));
}
