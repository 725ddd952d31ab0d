/**
 * What a denied caller is told: `AccessDeniedDetail` (wire/gateway.md section 10.4), all of whose members are texts, since the Go core
 * panics on anything else.
 *
 * `EncodedDiagnosticMessage` is Base64url of JSON here, which the caller reads without another call. Its member `Sealed` has the same for
 * RAM's DecodeDiagnosticMessage (wire/ram-sts.md section 9): whoever is handed a message and has that permission can have it read, and nobody can make one up. It names the one statement
 * of the caller's own policies that denied. It leaves out what a thief of an AccessKey would like to know (which condition stood in the way of an allow: perhaps the network
 * that the key is good in), values of the request's context (tags of things that the caller may not see), and policies of others,
 * such as the trust policy of another account's role. The first of them is in the audit record, and in the sealed part.
 */
import type { DecidingStatement, Decision, PolicyLevel } from '../access/evaluate.js';
import { requestContext } from '../access/request-context.js';
import type { Principal } from '../domain/principal.js';
import type { AccessDeniedDetail, ApiError } from '../spec/errors.js';
import type { DialectError, Operation } from '../spec/operation.js';
import { dialectError } from './api-errors.js';
import type { Asked } from './asked.js';
import type { Caller } from './caller.js';
import { callerFacts } from './calling-principal.js';
import type { Site } from './gateway.js';
import type { SealedDiagnosis } from './sealed-diagnosis.js';

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
export async function denial(
  operation: Operation,
  { principal }: Caller,
  decision: Decision,
  asked: Pick<Asked, 'now' | 'secureTransport' | 'sourceAddress'>,
  site: Pick<Site, 'sealDiagnosis'>,
): Promise<ApiError> {
  const action = decision.action ?? operation.ram.action ?? '';
  const denied = deniedBy(operation);
  const sealed = await site.sealDiagnosis(
    principal.accountId,
    sealedDiagnosis(action, principal, decision, asked),
    asked.now,
  );
  return dialectError(
    decision.told === undefined ? denied : { ...denied, message: decision.told },
    { Resource: decision.resource, Action: action },
    { explanation: decision.explanation, accessDeniedDetail: accessDeniedDetail(action, principal, decision, sealed) },
  );
}

/** Who comes with a token of an identity provider is denied with the operation's own code. */
function deniedBy({ identityToken, errors, product }: Operation): DialectError {
  const own = identityToken && errors[identityToken.denied];
  return own ? { code: identityToken.denied, ...own } : product.dialect.denied;
}

function sealedDiagnosis(
  action: string,
  principal: Principal,
  decision: Decision,
  { now, secureTransport, sourceAddress }: Pick<Asked, 'now' | 'secureTransport' | 'sourceAddress'>,
): SealedDiagnosis {
  const context = requestContext({
    now,
    secureTransport,
    sourceAddress,
    ...callerFacts(principal),
  });
  return {
    action,
    resource: decision.resource,
    principal: { type: PRINCIPAL_TYPES[principal.kind], accountId: principal.accountId, id: principal.id },
    isExplicit: decision.denial === 'ExplicitDeny',
    explanation: ownExplanation(principal, decision),
    level: toldLevel(decision),
    conditions: [...context].map(([key, values]) => ({ key, values })),
    matched: ownStatement(decision).map(it => ({
      effect: it.effect,
      policy: it.policy,
      type: it.policyType,
      version: it.version,
      attachedTo: ENTITY_TYPES.get(it.attachedTo?.split(' ')[0] ?? ''),
      scope: decision.policyType === 'ResourceGroupLevelIdentityBasedPolicy' ? 'ResourceGroup' : 'Account',
    })),
  };
}

/** Some thirty policies can be named in a sentence; a message has to stay as short as DecodeDiagnosticMessage takes it. */
const LONGEST_EXPLANATION = 4000;

/** What the policies of things of another account say is that account's. */
function ownExplanation({ accountId }: Principal, { policyType, resource, explanation }: Decision): string {
  const isOwn = policyType === undefined || OWN_LEVELS.has(policyType) || resource.includes(`:${accountId}:`);
  return isOwn
    ? explanation.slice(0, LONGEST_EXPLANATION)
    : `The policy of ${resource}, which another account has, does not allow it, or it is not there: to a call both look alike.`;
}

const ENTITY_TYPES: ReadonlyMap<string, string> = new Map([
  ['user', 'RamUser'],
  ['group', 'RamGroup'],
  ['role', 'RamRole'],
]);

function accessDeniedDetail(
  action: string,
  principal: Principal,
  decision: Decision,
  sealed: string,
): AccessDeniedDetail {
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
    Sealed: sealed,
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
function matchedPolicies(decision: Decision): object[] {
  return ownStatement(decision).map(decidedBy => ({
    Effect: decidedBy.effect,
    PolicyIdentifier: decidedBy.policy,
    ...(decidedBy.policyType !== undefined && { PolicyType: decidedBy.policyType }),
    ...(decidedBy.version !== undefined && { PolicyVersion: decidedBy.version }),
    Statement: decidedBy.statement,
    ...(decidedBy.sid !== undefined && { Sid: decidedBy.sid }),
  }));
}

/** One, or none. */
function ownStatement({ decidedBy, policyType }: Decision): readonly DecidingStatement[] {
  return decidedBy && policyType !== undefined && OWN_LEVELS.has(policyType) ? [decidedBy] : [];
}
