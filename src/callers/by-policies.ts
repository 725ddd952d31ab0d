/** The decision about a caller whom RAM policies allow what it may do: every addressed object by itself. */
import { type AttachedPolicy, type Decision, evaluate } from '../access/evaluate.js';
import type { Policy } from '../access/policy.js';
import { requestContext } from '../access/request-context.js';
import type { Principal } from '../domain/principal.js';
import type { Asked, AskedObject } from '../gateway/asked.js';
import { callerFacts, callingPrincipal } from '../gateway/calling-principal.js';

/** What counts for a principal besides the policies of what it addresses. */
export interface OwnPolicies {
  /** Not asked for where the operation needs no permission. */
  attached(): Promise<readonly AttachedPolicy[]>;
  /** What a session was narrowed to. */
  readonly session?: Policy | undefined;
}

/** The denial that the caller is told of, or an allow. `resource` is as the caller may be told it. */
export async function decideByPolicies(principal: Principal, asked: Asked, own: OwnPolicies): Promise<Decision> {
  const { action } = asked;
  if (action === undefined) {
    return { allowed: true, resource: '*', explanation: `${asked.operation} needs no permission.` };
  }
  const objects = await asked.objects();
  const policies = { attached: await own.attached(), session: own.session };
  const decideAll = (some: readonly AskedObject[]) =>
    firstDenial(some.map(object => decideOn(object, object.dependentAction ?? action, principal, asked, policies)));
  const ofCall = decideAll(objects.filter(({ dependentAction }) => dependentAction === undefined))!;
  // A caller who may not do the call itself learns nothing of what it would need besides.
  const dependents = objects.filter(({ dependentAction }) => dependentAction !== undefined);
  return ofCall.allowed ? (decideAll(dependents) ?? ofCall) : ofCall;
}

/** What the caller is told of first, as among the resources of one decision, is an explicit deny; undefined for no decisions. */
function firstDenial(decisions: readonly Decision[]): Decision | undefined {
  const denials = decisions.filter(({ allowed }) => !allowed);
  return denials.find(({ denial }) => denial === 'ExplicitDeny') ?? denials[0] ?? decisions[0];
}

function decideOn(
  { resources, resourceGroupId, requestTags, resourceTags, policy, ownKeys }: AskedObject,
  action: string,
  principal: Principal,
  { now, secureTransport, sourceAddress }: Asked,
  policies: { readonly attached: readonly AttachedPolicy[]; readonly session: Policy | undefined },
): Decision {
  const decision = evaluate({
    action,
    resources: resources.map(({ arn }) => arn),
    identityPolicies: policies.attached,
    sessionPolicy: policies.session,
    resourceGroupId,
    resourcePolicies: policy && [policy],
    caller: callingPrincipal(principal),
    context: () =>
      requestContext({
        now,
        secureTransport,
        sourceAddress,
        ...callerFacts(principal),
        resourceGroupId,
        requestTags,
        resourceTags,
        ownKeys,
      }),
  });
  return { ...decision, action, resource: resources.find(({ arn }) => arn === decision.resource)?.told ?? '*' };
}
