/** Tells in a sentence why a request was allowed or denied, by statement, policy, version and attachment. */
import type { ContextValues } from './conditions.js';
import { type Effect, type Statement, unmetCondition } from './policy.js';

/** A policy that was consulted, of whatever level; only attached ones have a type, a version and an attachment. */
export interface Consulted {
  readonly name: string;
  readonly type?: 'System' | 'Custom';
  readonly version?: string;
  readonly attachedTo?: string;
  readonly scope?: 'account' | { readonly resourceGroupId: string };
  readonly policy: { readonly statements: readonly Statement[] };
}

/** A statement matched. */
export function explainMatch(
  action: string,
  resource: string,
  policy: Consulted,
  statement: number,
  effect: Effect,
): string {
  return `Statement ${statement} of the ${describe(policy)} ${effect === 'Allow' ? 'allows' : 'denies'} ${action} on ${resource}.`;
}

/** No statement matched: which policies were considered, and which of their statements failed for a condition alone. */
export function explainImplicitDeny(
  action: string,
  resource: string,
  consulted: readonly Consulted[],
  context: ContextValues,
): string {
  const refusal = `No statement allows ${action} on ${resource}`;
  if (consulted.length === 0) return `${refusal}: there is no policy to consider.`;
  const considered = listed(consulted.map(policy => `the ${describe(policy)}`));
  const nearMisses = consulted.flatMap(policy => nearMissesOf(policy, action, resource, context));
  return nearMisses.length === 0
    ? `${refusal}; considered were ${considered}.`
    : `${refusal}; considered were ${considered}; but for a condition, ${listed(nearMisses)} would.`;
}

/** Statements that would allow the request if their conditions held. */
function nearMissesOf(policy: Consulted, action: string, resource: string, context: ContextValues): readonly string[] {
  return policy.policy.statements.flatMap((statement, index) => {
    if (statement.effect === 'Deny' || !statement.coversAction(action) || !statement.coversResource(resource))
      return [];
    const unmet = unmetCondition(statement, context);
    return unmet === undefined ? [] : [`statement ${index} of ${policy.name} (${unmet.operator} on ${unmet.key})`];
  });
}

function describe({ name, type, version, attachedTo, scope }: Consulted): string {
  const kind = type === undefined ? '' : type === 'System' ? 'system policy ' : 'custom policy ';
  const edition = version === undefined ? '' : ` (${version})`;
  const group = scope === undefined || scope === 'account' ? '' : ` for resource group ${scope.resourceGroupId}`;
  return `${kind}${name}${edition}${attachedTo === undefined ? '' : ` attached to ${attachedTo}${group}`}`;
}

/** A user can have thirty policies and more from groups: enough of them to start looking. */
const mostListed = 8;

function listed(phrases: readonly string[]): string {
  const rest = phrases.length - mostListed;
  return rest > 0 ? `${phrases.slice(0, mostListed).join(', ')} and ${rest} more` : phrases.join(', ');
}
