/** What the permission check needs to know of the objects of this product: cas-2020-06-30.md section 3 (resource groups, and tags with them). */
import { defaultResourceGroup } from '../../ca/resource-group.js';
import type { Labels } from '../../ca/store.js';
import type { CallFacts, RamDeclaration, ResolvedResource } from '../../spec/operation.js';
import type { CasServices } from './services.js';

/** There is no resource-level ARN in this API: every action is on all resources. */
export function permission(operation: string, access: RamDeclaration['access']): RamDeclaration {
  return {
    action: `yundun-cert:${operation}`,
    access,
    resource: '*',
    conditionKeys: ['acs:ResourceGroupId', 'acs:ResourceTag', 'acs:RequestTag'],
  };
}

/** The group in which a new thing will be. */
export async function resolveNew(
  { ResourceGroupId }: { readonly ResourceGroupId?: string | undefined },
  { accountId }: CallFacts,
): Promise<ResolvedResource> {
  return { resourceGroupId: ResourceGroupId ?? defaultResourceGroup(accountId) };
}

interface ByIdentifier {
  readonly Identifier?: string | undefined;
}

/** Group and tags of an authority. */
export async function resolveAuthority(
  { Identifier = '' }: ByIdentifier,
  { accountId, authorities }: CallFacts & CasServices,
): Promise<ResolvedResource | undefined> {
  return resolved(await authorities.findLabels(accountId, Identifier));
}

/** Group and tags of a client or server certificate. */
export async function resolveCertificate(
  { Identifier = '' }: ByIdentifier,
  { accountId, certificates }: CallFacts & CasServices,
): Promise<ResolvedResource | undefined> {
  return resolved(await certificates.findLabels(accountId, Identifier));
}

const resolved = (labels: Labels | undefined): ResolvedResource | undefined =>
  labels && {
    resourceGroupId: labels.resourceGroupId,
    resourceTags: Object.fromEntries(labels.tags.map(({ key, value }) => [key, value])),
  };
