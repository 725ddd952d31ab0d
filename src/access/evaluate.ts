/**
 * Decides whether a principal may do an action, in the order that the RAM documentation gives (wire/ram-sts.md section 5): session policy, identity
 * policies with account scope, identity policies scoped to the resource's group, policies of the resource. Two rules rule
 * all: without an allow everything is denied, and on one level a matching deny beats every allow. (Control policies belong
 * to resource directories, which do not exist here.)
 */
import { ContextValues } from './conditions.js';
import { type Consulted, explainImplicitDeny, explainMatch } from './explanation.js';
import {
  type Effect,
  type Policy,
  type Statement,
  type TrustPolicy,
  type TrustStatement,
  unmetCondition,
} from './policy.js';
import type { CallingPrincipal } from './principals.js';
import type { RequestContext } from './request-context.js';
import { assumesRole, bearingOnCaller, needsBothSides } from './sides.js';

/** A policy in its default version, attached to the caller itself, to one of its groups, or to the role of its session. */
export interface AttachedPolicy {
  readonly name: string;
  readonly type: 'System' | 'Custom';
  /** The default version, e.g. `v1`. */
  readonly version: string;
  readonly policy: Policy;
  readonly scope: 'account' | { readonly resourceGroupId: string };
  /** For explanations, e.g. `user alice`. */
  readonly attachedTo: string;
}

/** The trust policy of a role, or another policy that belongs to a resource and names principals. */
export interface ResourcePolicy {
  /** For explanations, e.g. `trust policy of role deploy`. */
  readonly name: string;
  readonly level: 'AssumeRolePolicy' | 'ResourceBasedPolicy';
  /** The resource it belongs to, as in `AccessRequest.resources`. */
  readonly resource: string;
  readonly ownerAccountId: string;
  readonly policy: TrustPolicy;
}

export interface AccessRequest {
  /** `<RAM code>:<Name>`, in any case. */
  readonly action: string;
  /** ARNs, each of which needs an allow, or `*` for an operation without resource-level permissions. None counts as `*`. */
  readonly resources: readonly string[];
  /** Or what makes it: most policies have no conditions, and then nobody looks. */
  readonly context: RequestContext | (() => RequestContext);
  /** The root keys of the account: allowed everything without a look at policies, except to assume a role. */
  readonly isRoot?: boolean;
  readonly identityPolicies: readonly AttachedPolicy[];
  /** Of a role session that was made with one. */
  readonly sessionPolicy?: Policy;
  /** The group of the addressed resource; without it, attachments scoped to a group do not count. */
  readonly resourceGroupId?: string;
  readonly resourcePolicies?: readonly ResourcePolicy[];
  /** Whom resource policies may name; without it they name nobody. */
  readonly caller?: CallingPrincipal;
}

/** The level that decided; the first four are values of `AccessDeniedDetail.PolicyType`. */
export type PolicyLevel =
  | 'AccountLevelIdentityBasedPolicy'
  | 'ResourceGroupLevelIdentityBasedPolicy'
  | 'SessionPolicy'
  | 'AssumeRolePolicy'
  | 'ResourceBasedPolicy';

export interface Decision {
  readonly allowed: boolean;
  /** Only of a denial. */
  readonly denial?: 'ExplicitDeny' | 'ImplicitDeny';
  /** Absent where no policy was consulted. */
  readonly policyType?: PolicyLevel;
  /** Where several actions were asked for: the one that the decision is about. */
  readonly action?: string;
  /** The resource that the decision is about: of several the first denied one. */
  readonly resource: string;
  /** The statement that decided; an implicit deny has none. */
  readonly decidedBy?: DecidingStatement;
  /**
   * One sentence: which statement of which policy allowed or denied, or that none matched, and which condition was in the way:
   * for the audit record and for administrators. What a denied caller is told is in `decidedBy`.
   */
  readonly explanation: string;
  /** What a denied caller is told instead of the product's words. */
  readonly told?: string;
}

export interface DecidingStatement {
  /** The policy's name. */
  readonly policy: string;
  /** Attached policies only, as are the two that follow. */
  readonly policyType?: 'System' | 'Custom';
  readonly version?: string;
  readonly attachedTo?: string;
  /** Index, from 0. */
  readonly statement: number;
  /** What the statement calls itself, if it does. */
  readonly sid?: string;
  readonly effect: Effect;
}

/** The vendor's words (wire/ram-sts.md section 12.1). */
const NOT_BY_ROOT = 'Roles may not be assumed by root accounts.';

/** Evaluates one request. Never throws; a denial is an answer. */
export function evaluate(request: AccessRequest): Decision {
  const evaluation = new Evaluation(request);
  if (request.isRoot === true) return evaluation.rootDecision();
  let undecided: Decision | undefined;
  let last: Decision | undefined;
  for (const resource of request.resources.length > 0 ? request.resources : ['*']) {
    last = evaluation.decide(resource);
    if (last.denial === 'ExplicitDeny') return last;
    if (!last.allowed) undecided ??= last;
  }
  return undecided ?? last!;
}

/**
 * Whether the policy of a thing lets a caller of another account do this: half of the decision, since the caller's own account has to allow it too. Never
 * throws.
 */
export function isSharedBy(
  policy: ResourcePolicy,
  { action, context, caller }: Pick<AccessRequest, 'action' | 'context' | 'caller'>,
): boolean {
  const request = { action, context, caller, resources: [policy.resource], identityPolicies: [] };
  return new Evaluation(request).isSharedBy(policy);
}

interface Match {
  readonly policy: Consulted;
  readonly statement: number;
  readonly effect: Effect;
}

/** What a level says about a resource; no match is an implicit deny. */
interface LevelResult {
  readonly level: PolicyLevel;
  readonly consulted: readonly Consulted[];
  readonly match: Match | undefined;
}

class Evaluation {
  private readonly context: ContextValues;
  private readonly accountWide: readonly AttachedPolicy[];
  private readonly ofGroup: readonly AttachedPolicy[];
  private readonly session: readonly Consulted[];
  private readonly assumesRole: boolean;

  constructor(private readonly request: AccessRequest) {
    const { context, identityPolicies, resourceGroupId, sessionPolicy, action } = request;
    this.context = new ContextValues(context);
    this.accountWide = identityPolicies.filter(({ scope }) => scope === 'account');
    this.ofGroup = identityPolicies.filter(
      ({ scope }) => scope !== 'account' && scope.resourceGroupId === resourceGroupId,
    );
    this.session = sessionPolicy === undefined ? [] : [{ name: 'session policy', policy: sessionPolicy }];
    this.assumesRole = assumesRole(action);
  }

  rootDecision(): Decision {
    const [resource = '*'] = this.request.resources;
    return this.assumesRole
      ? { allowed: false, denial: 'ImplicitDeny', resource, explanation: NOT_BY_ROOT, told: NOT_BY_ROOT }
      : { allowed: true, resource, explanation: 'The root of the account may do everything.' };
  }

  decide(resource: string): Decision {
    if (this.session.length > 0) {
      const match = this.firstDenyOrAllow(this.session, resource);
      if (match?.effect !== 'Allow')
        return this.decision(resource, { level: 'SessionPolicy', consulted: this.session, match });
    }
    const byIdentity = this.identityResult(resource);
    if (byIdentity.match?.effect === 'Deny') return this.decision(resource, byIdentity);

    const ofResource = this.request.resourcePolicies?.filter(policy => policy.resource === resource) ?? [];
    if (ofResource.length === 0 && !this.assumesRole) return this.decision(resource, byIdentity);
    const needsBoth = needsBothSides(this.request.action, ofResource, this.request.caller);
    const byResource = this.resourceResult(ofResource, resource, needsBoth);
    if (byResource.match?.effect === 'Deny') return this.decision(resource, byResource);
    if (needsBoth) return this.decision(resource, byIdentity.match === undefined ? byIdentity : byResource);
    return this.decision(
      resource,
      byIdentity.match === undefined && byResource.match !== undefined ? byResource : byIdentity,
    );
  }

  isSharedBy(policy: ResourcePolicy): boolean {
    return this.resourceResult([policy], policy.resource, true).match?.effect === 'Allow';
  }

  /** An allow or a deny with account scope is final; only without either do attachments to the resource's group count. */
  private identityResult(resource: string): LevelResult {
    const match = this.firstDenyOrAllow(this.accountWide, resource);
    if (match !== undefined || this.ofGroup.length === 0) {
      return { level: 'AccountLevelIdentityBasedPolicy', consulted: this.accountWide, match };
    }
    return {
      level: 'ResourceGroupLevelIdentityBasedPolicy',
      consulted: [...this.accountWide, ...this.ofGroup],
      match: this.firstDenyOrAllow(this.ofGroup, resource),
    };
  }

  private resourceResult(policies: readonly ResourcePolicy[], resource: string, needsBoth: boolean): LevelResult {
    const consulted = policies.map(({ name, policy }) => ({
      name,
      policy: { statements: policy.statements.map(statement => this.onlyForCaller(statement, needsBoth)) },
    }));
    const level = policies[0]?.level ?? 'AssumeRolePolicy';
    return { level, consulted, match: this.firstDenyOrAllow(consulted, resource) };
  }

  /** The statement, covering nothing where it does not count for the caller. */
  private onlyForCaller(statement: TrustStatement, needsBoth: boolean): Statement {
    const counts = bearingOnCaller(statement, this.request.caller, needsBoth) === 'counts';
    return counts ? statement : { ...statement, coversAction: () => false };
  }

  private firstDenyOrAllow(policies: readonly Consulted[], resource: string): Match | undefined {
    let allow: Match | undefined;
    for (const policy of policies) {
      const { statements } = policy.policy;
      for (let index = 0; index < statements.length; index++) {
        const statement = statements[index]!;
        if (allow !== undefined && statement.effect === 'Allow') continue;
        if (!statement.coversAction(this.request.action) || !statement.coversResource(resource)) continue;
        if (unmetCondition(statement, this.context) !== undefined) continue;
        const match: Match = { policy, statement: index, effect: statement.effect };
        if (statement.effect === 'Deny') return match;
        allow = match;
      }
    }
    return allow;
  }

  private decision(resource: string, { level, consulted, match }: LevelResult): Decision {
    const { action } = this.request;
    if (match === undefined) {
      const explanation = explainImplicitDeny(action, resource, consulted, this.context);
      return { allowed: false, denial: 'ImplicitDeny', policyType: level, resource, explanation };
    }
    const { policy, statement, effect } = match;
    const sid = policy.policy.statements[statement]?.sid;
    const decidedBy: DecidingStatement = {
      policy: policy.name,
      ...(policy.type === undefined ? {} : { policyType: policy.type }),
      ...(policy.version === undefined ? {} : { version: policy.version }),
      ...(policy.attachedTo === undefined ? {} : { attachedTo: policy.attachedTo }),
      statement,
      ...(sid === undefined ? {} : { sid }),
      effect,
    };
    const explanation = explainMatch(action, resource, policy, statement, effect);
    return effect === 'Allow'
      ? { allowed: true, policyType: level, resource, decidedBy, explanation }
      : { allowed: false, denial: 'ExplicitDeny', policyType: level, resource, decidedBy, explanation };
  }
}
