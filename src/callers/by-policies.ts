/** The decision about a caller whom RAM policies allow what it may do: every addressed object by itself. */
import { type AttachedPolicy, type Decision, evaluate } from '../access/evaluate.js';
import { requestContext } from '../access/request-context.js';
import type { Principal } from '../domain/principal.js';
import type { Asked, AskedObject } from '../gateway/asked.js';

/**
 * The denial that the caller is told of, or an allow. `resource` is as the caller may be told it.
 * @param attached the identity policies that count for the principal; not asked for where the operation needs no permission
 */
export async function decideByPolicies(
  principal: Principal,
  asked: Asked,
  attached: () => Promise<readonly AttachedPolicy[]>,
): Promise<Decision> {
  const { action } = asked;
  if (action === undefined) {
    return { allowed: true, resource: '*', explanation: `${asked.operation} needs no permission.` };
  }
  const objects = await asked.objects();
  const identityPolicies = await attached();
  const decideAll = (some: readonly AskedObject[]) =>
    firstDenial(
      some.map(object =>
        decideOn(object, principal, { ...asked, action: object.dependentAction ?? action }, identityPolicies),
      ),
    );
  const own = decideAll(objects.filter(({ dependentAction }) => dependentAction === undefined))!;
  // A caller who may not do the call itself learns nothing of what it would need besides.
  const dependents = objects.filter(({ dependentAction }) => dependentAction !== undefined);
  return own.allowed ? (decideAll(dependents) ?? own) : own;
}

/** What the caller is told of first, as among the resources of one decision, is an explicit deny; undefined for no decisions. */
function firstDenial(decisions: readonly Decision[]): Decision | undefined {
  const denials = decisions.filter(({ allowed }) => !allowed);
  return denials.find(({ denial }) => denial === 'ExplicitDeny') ?? denials[0] ?? decisions[0];
}

function decideOn(
  { resources, resourceGroupId, requestTags, resourceTags }: AskedObject,
  principal: Principal,
  { action, now, secureTransport, sourceAddress }: Asked & { readonly action: string },
  identityPolicies: readonly AttachedPolicy[],
): Decision {
  const decision = evaluate({
    action,
    resources: resources.map(({ arn }) => arn),
    identityPolicies,
    resourceGroupId,
    context: requestContext({
      now,
      secureTransport,
      sourceAddress,
      principalArn: principal.arn,
      resourceGroupId,
      requestTags,
      resourceTags,
    }),
  });
  return { ...decision, action, resource: resources.find(({ arn }) => arn === decision.resource)?.told ?? '*' };
}
