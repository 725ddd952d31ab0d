/** What the permission check needs to know of the objects of this product: wire/cas.md section 3 (resource groups, and tags with them). */

import type { Labels } from '../../ca/records.js';
import { defaultResourceGroup } from '../../domain/resource-group.js';
import type { CallFacts, RamDeclaration, Resolution, ResolvedResource } from '../../spec/operation.js';
import type { CasServices } from './services.js';

/** There is no resource-level ARN in this API: every action is on all resources. */
export function permission(operation: string, access: RamDeclaration['access']): RamDeclaration {
  return {
    action: `yundun-cert:${operation}`,
    access,
    resource: '*',
    conditionKeys: ['acs:ResourceGroupId', 'acs:ResourceTag'],
  };
}

interface ByGroup {
  readonly ResourceGroupId?: string | undefined;
}

/** The group in which a new thing will be. */
export async function resolveNew({ ResourceGroupId }: ByGroup, { accountId }: CallFacts): Promise<ResolvedResource> {
  return { resourceGroupId: ResourceGroupId ?? defaultResourceGroup(accountId), isNew: true };
}

/**
 * The authority that is to sign, and the new thing. Both have to be allowed: the caller names the group and tags of the new thing, so
 * they say nothing of whether its issuer may be used. A parent that the account does not have adds nothing, absent or another's.
 */
export async function resolveNewBelow(
  { ParentIdentifier = '', ...named }: ByGroup & { readonly ParentIdentifier?: string | undefined },
  call: CallFacts & CasServices,
): Promise<Resolution> {
  const made = await resolveNew(named, call);
  const parent = await resolveAuthority({ Identifier: ParentIdentifier }, call);
  return parent ? [parent, made] : made;
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

/** Group and tags of whichever of the two the account has. */
export async function resolveEither(input: ByIdentifier, call: CallFacts & CasServices): Promise<Resolution> {
  return (await resolveCertificate(input, call)) ?? (await resolveAuthority(input, call));
}

/** Group and tags of each of several certificates; those that the account does not have add nothing. */
export async function resolveCertificates(
  ids: readonly string[],
  { accountId, certificates }: CallFacts & CasServices,
): Promise<Resolution> {
  const labels = await Promise.all(ids.map(id => certificates.findLabels(accountId, id)));
  const [one, ...others] = labels.flatMap(found => resolved(found) ?? []);
  return one && [one, ...others];
}

/** The same by serial number. */
export async function resolveSerialNumbers(
  serialNumbers: readonly string[],
  call: CallFacts & CasServices,
): Promise<Resolution> {
  if (serialNumbers.length === 0) return undefined;
  const found = await call.certificates.findOfSerialNumbers(call.accountId, serialNumbers);
  return resolveCertificates(
    found.map(({ id }) => id),
    call,
  );
}

/** Group and tags, as the permission check wants them. */
export const resolved = (labels: Labels | undefined): ResolvedResource | undefined =>
  labels && {
    resourceGroupId: labels.resourceGroupId,
    resourceTags: Object.fromEntries(labels.tags.map(({ key, value }) => [key, value])),
  };
