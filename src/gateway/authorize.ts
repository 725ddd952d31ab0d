/** May the caller do this: RAM permissions as wire/ram-sts.md sections 5 and 7 say. What a denial tells is in `denial.ts`. */
import { type Decision, evaluate } from '../access/evaluate.js';
import { requestContext } from '../access/request-context.js';
import type { Operation, Resolution, ResolvedResource } from '../spec/operation.js';
import { clientKeyDenial, denial } from './denial.js';
import type { Exchange } from './exchange.js';
import type { CallerCredential, Gateway } from './gateway.js';
import { callFacts } from './invoke.js';

/** Throws the product's denial, with the deciding statement in the audit record. */
export async function authorize(
  operation: Operation,
  input: Record<string, unknown>,
  caller: CallerCredential,
  exchange: Exchange,
  gateway: Gateway,
): Promise<void> {
  const { principal } = caller;
  const { action } = operation.ram;
  // The account itself may do everything; a client key opens secrets and keys, and none of those operations is here yet.
  if (principal.kind === 'account') return;
  if (principal.kind === 'client-key') throw clientKeyDenial(operation, caller);
  if (action === undefined) return;

  const resolved = await operation.resolve(input, callFacts(caller, exchange, gateway));
  const identityPolicies = await gateway.attachedPolicies(principal);
  // Only what is to be made, or what is listed of a group, is in the group that the caller names; an object that exists is in
  // the group it is in, or a policy scoped to one group would open every other by naming it.
  const namesGroup = operation.ram.access === 'create' || operation.ram.access === 'list';
  const namedGroupId = namesGroup ? textOf(input.ResourceGroupId) : undefined;
  const requestTags = tagsOf(input[operation.requestTags ?? '']);

  const decide = (object: ResolvedResource, isAsRequested: boolean): Decision => {
    const resourceGroupId = object.resourceGroupId ?? (isAsRequested ? namedGroupId : undefined);
    const resources = resourcesOf(operation, input, object, principal.accountId, gateway.region);
    const decision = evaluate({
      action,
      resources,
      identityPolicies,
      resourceGroupId,
      context: requestContext({
        now: exchange.now,
        secureTransport: exchange.request.secure,
        sourceAddress: exchange.request.remoteAddress,
        principalArn: principal.arn,
        resourceGroupId,
        requestTags: isAsRequested ? requestTags : undefined,
        resourceTags: object.resourceTags,
      }),
    });
    const asked = resourcesOf(
      operation,
      input,
      { placeholders: object.placeholders },
      principal.accountId,
      gateway.region,
    );
    return { ...decision, resource: asked[resources.indexOf(decision.resource)] ?? '*' };
  };
  const decisions = isList(resolved)
    ? resolved.map(object => decide(object, object.isNew === true))
    : [decide(resolved ?? {}, true)];
  // As among the resources of one decision: an explicit deny is what the caller is told of first.
  const denials = decisions.filter(({ allowed }) => !allowed);
  const denied = denials.find(({ denial }) => denial === 'ExplicitDeny') ?? denials[0];
  if (denied) throw denial(operation, caller, denied);
}

/** The language's own check does not tell lists that cannot be changed from what is no list. */
function isList(resolved: Resolution): resolved is readonly [ResolvedResource, ...ResolvedResource[]] {
  return Array.isArray(resolved);
}

/** The ARNs an operation presents, with its placeholders filled. One without a value becomes `*`: any object of that kind. */
function resourcesOf(
  operation: Operation,
  input: Record<string, unknown>,
  resolved: ResolvedResource,
  account: string,
  region: string,
): string[] {
  const values: Readonly<Record<string, unknown>> = {
    ...input,
    account,
    region,
    ...resolved.placeholders,
    ...resolved.foundPlaceholders,
  };
  const patterns = typeof operation.ram.resource === 'string' ? [operation.ram.resource] : operation.ram.resource;
  return patterns.map(pattern => pattern.replace(/\{(\w+)\}/g, (_, name: string) => textOf(values[name]) ?? '*'));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function tagsOf(value: unknown): Record<string, string> | undefined {
  if (!Array.isArray(value)) return undefined;
  const tags = value as { readonly Key?: string; readonly Value?: string }[];
  return Object.fromEntries(tags.filter(tag => tag.Key !== undefined).map(tag => [tag.Key, tag.Value ?? '']));
}
