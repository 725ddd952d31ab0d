/**
 * What a denied caller is told: `AccessDeniedDetail` (wire/gateway.md section 10.4), all of whose members are texts, since the Go core
 * panics on anything else.
 *
 * `EncodedDiagnosticMessage` is Base64url of JSON here, which the caller reads without another call, with the members that RAM's
 * DecodeDiagnosticMessage answers (wire/ram-sts.md section 9). It names the one statement of the caller's own policies that denied. It
 * leaves out what a thief of an AccessKey would like to know (which condition stood in the way of an allow: perhaps the network
 * that the key is good in), values of the request's context (tags of things that the caller may not see), and policies of others,
 * such as the trust policy of another account's role. The audit record has the first of them.
 */
import type { Decision, PolicyLevel } from '../access/evaluate.js';
import type { Principal } from '../domain/principal.js';
import type { AccessDeniedDetail, ApiError } from '../spec/errors.js';
import type { DialectError, Operation } from '../spec/operation.js';
import { dialectError } from './api-errors.js';
import type { Caller } from './caller.js';

const PRINCIPAL_TYPES = {
  account: 'Account',
  user: 'SubUser',
  role: 'AssumedRoleUser',
  'client-key': 'ClientKey',
  federated: 'FederatedUser',
} as const;

/** Levels whose policies are the caller's own. */
const OWN_LEVELS: ReadonlySet<PolicyLevel> = new Set<PolicyLevel>([
  'AccountLevelIdentityBasedPolicy',
  'ResourceGroupLevelIdentityBasedPolicy',
  'SessionPolicy',
]);

/** The product's denial, which says the same of what exists and what does not; the decision's resource is the one that was asked for. The answer has the detail, the audit record the explanation. */
export function denial(operation: Operation, { principal }: Caller, decision: Decision): ApiError {
  const action = decision.action ?? operation.ram.action ?? '';
  const denied = deniedBy(operation);
  return dialectError(
    decision.told === undefined ? denied : { ...denied, message: decision.told },
    { Resource: decision.resource, Action: action },
    { explanation: decision.explanation, accessDeniedDetail: accessDeniedDetail(action, principal, decision) },
  );
}

/** Who comes with a token of an identity provider is denied with the operation's own code. */
function deniedBy({ identityToken, errors, product }: Operation): DialectError {
  const own = identityToken && errors[identityToken.denied];
  return own ? { code: identityToken.denied, ...own } : product.dialect.denied;
}

function accessDeniedDetail(action: string, principal: Principal, decision: Decision): AccessDeniedDetail {
  const who = {
    AuthPrincipalType: PRINCIPAL_TYPES[principal.kind],
    AuthPrincipalOwnerId: principal.accountId,
    AuthPrincipalDisplayName: principal.id,
  };
  const policyType = toldLevel(decision);
  const diagnosis = {
    AuthAction: action,
    AuthResource: decision.resource,
    AuthPrincipal: who,
    ExplicitDeny: decision.denial === 'ExplicitDeny',
    NoPermissionPolicyType: policyType,
    MatchedPolicies: matchedPolicies(decision),
  };
  return {
    AuthAction: action,
    AuthResource: decision.resource,
    ...who,
    NoPermissionType: decision.denial ?? 'ImplicitDeny',
    PolicyType: policyType,
    EncodedDiagnosticMessage: Buffer.from(JSON.stringify(diagnosis)).toString('base64url'),
  };
}

/** That no policy of a resource group allowed it either would tell that there is such a thing, and that it is in that group. */
function toldLevel({ denial, policyType = 'AccountLevelIdentityBasedPolicy' }: Decision): PolicyLevel {
  const isOfGroup = policyType === 'ResourceGroupLevelIdentityBasedPolicy';
  return isOfGroup && denial !== 'ExplicitDeny' ? 'AccountLevelIdentityBasedPolicy' : policyType;
}

/** The statement that denied, if one did and it is of the caller's own policies. `Statement` is its index, from 0. */
function matchedPolicies({ decidedBy, policyType }: Decision): object[] {
  if (!decidedBy || policyType === undefined || !OWN_LEVELS.has(policyType)) return [];
  return [
    {
      Effect: decidedBy.effect,
      PolicyIdentifier: decidedBy.policy,
      ...(decidedBy.policyType !== undefined && { PolicyType: decidedBy.policyType }),
      ...(decidedBy.version !== undefined && { PolicyVersion: decidedBy.version }),
      Statement: decidedBy.statement,
      ...(decidedBy.sid !== undefined && { Sid: decidedBy.sid }),
    },
  ];
}
