/**
 * What every statement that was looked at says of a request: for administrators who ask why. The decision itself is the evaluator's (evaluate.ts); here
 * its parts are told one by one.
 */
import { ContextValues } from './conditions.js';
import type { AccessRequest } from './evaluate.js';
import { type Effect, type Statement, type TrustStatement, unmetCondition } from './policy.js';
import { bearingOnCaller, needsBothSides } from './sides.js';

/** Why a statement counts or does not, the first reason that there is. */
export const bearings = [
  'counts',
  'other-action',
  'other-resource',
  'other-principal',
  'whole-account',
  'condition',
  'other-scope',
] as const;

export type Bearing = (typeof bearings)[number];

export interface ConsideredStatement {
  readonly policy: string;
  readonly policyType?: 'System' | 'Custom' | undefined;
  readonly version?: string | undefined;
  readonly attachedTo?: string | undefined;
  /** Index, from 0. */
  readonly statement: number;
  readonly sid?: string | undefined;
  readonly effect: Effect;
  readonly bearing: Bearing;
  /** The condition that does not hold, with what the request has for its key. */
  readonly unmet?: { readonly operator: string; readonly key: string; readonly values: readonly string[] } | undefined;
}

/** All statements of all policies that count for the request's principal, and of those of the resource. */
export function consideredStatements(request: AccessRequest, resource: string): ConsideredStatement[] {
  const context = new ContextValues(request.context);
  const { sessionPolicy, identityPolicies, resourcePolicies = [], resourceGroupId, caller } = request;
  const ofResource = resourcePolicies.filter(it => it.resource === resource);
  const needsBoth = needsBothSides(request.action, ofResource, caller);
  const tell = (
    of: Omit<ConsideredStatement, 'statement' | 'sid' | 'effect' | 'bearing' | 'unmet'>,
    statements: readonly Statement[],
    isOut?: (statement: Statement) => Bearing | undefined,
  ) =>
    statements.map((statement, index): ConsideredStatement => {
      const bearing = isOut?.(statement) ?? bearingOf(statement, request.action, resource, context);
      const unmet = bearing === 'condition' ? unmetCondition(statement, context) : undefined;
      return {
        ...of,
        statement: index,
        sid: statement.sid,
        effect: statement.effect,
        bearing,
        unmet: unmet && { operator: unmet.operator, key: unmet.key, values: context.valuesOf(comparable(unmet.key)) },
      };
    });
  return [
    ...(sessionPolicy ? tell({ policy: 'session policy' }, sessionPolicy.statements) : []),
    ...identityPolicies.flatMap(({ name, type, version, attachedTo, scope, policy }) =>
      tell({ policy: name, policyType: type, version, attachedTo }, policy.statements, () =>
        scope !== 'account' && scope.resourceGroupId !== resourceGroupId ? 'other-scope' : undefined,
      ),
    ),
    ...ofResource.flatMap(({ name, policy }) =>
      tell({ policy: name }, policy.statements, statement => {
        const bearing = bearingOnCaller(statement as TrustStatement, caller, needsBoth);
        return bearing === 'counts' ? undefined : bearing;
      }),
    ),
  ];
}

function bearingOf(statement: Statement, action: string, resource: string, context: ContextValues): Bearing {
  if (!statement.coversAction(action)) return 'other-action';
  if (!statement.coversResource(resource)) return 'other-resource';
  return unmetCondition(statement, context) ? 'condition' : 'counts';
}

/** As conditions compare keys: what follows a slash is a tag's key and keeps its case. */
export function comparable(key: string): string {
  const slash = key.indexOf('/');
  return slash < 0 ? key.toLowerCase() : key.slice(0, slash).toLowerCase() + key.slice(slash);
}
