/**
 * What RAM operations tell the permission check about the users and policies they address. ARNs are compared with regard to case and
 * names are found without, so the check is given a name as its owner wrote it: otherwise `DeleteUser` of `ALICE` would not be
 * covered by a deny on `user/alice`. A name that leads to nothing is given as it came, whoever else may have such a thing.
 */
import type { Principal } from '../../domain/principal.js';
import type { Policies } from '../../identity/policies.js';
import type { PolicyType } from '../../identity/store.js';
import type { Users } from '../../identity/users.js';
import type { ResolvedResource } from '../../spec/operation.js';

/** The resource patterns that go with the placeholders below. */
export const userResource = 'acs:ram:*:{account}:user/{userName}';
export const policyResource = 'acs:ram:*:{policyOwner}:policy/{policyName}';

interface Caller {
  readonly accountId: string;
  readonly principal: Principal;
}

/** Fills `userResource`. Without a name it is the caller that is addressed. */
export async function addressedUser(
  name: string | undefined,
  { accountId, principal, users }: Caller & { readonly users: Users },
): Promise<ResolvedResource> {
  if (name === undefined) return { placeholders: { userName: principal.name } };
  const user = await users.find(accountId, name);
  return { placeholders: { userName: user?.name ?? name } };
}

/** Fills `policyResource`. System policies belong to `system`. */
export async function addressedPolicy(
  type: PolicyType,
  name: string,
  { accountId, policies }: Caller & { readonly policies: Policies },
): Promise<ResolvedResource> {
  const policy = await policies.find(accountId, type, name);
  return {
    placeholders: { policyOwner: type === 'System' ? 'system' : accountId, policyName: policy?.name ?? name },
    resourceTags: policy && Object.fromEntries(policy.tags.map(({ key, value }) => [key, value])),
  };
}

/** Fills both. */
export async function addressedUserAndPolicy(
  { UserName, PolicyType, PolicyName }: { UserName: string; PolicyType: PolicyType; PolicyName: string },
  call: Caller & { readonly users: Users; readonly policies: Policies },
): Promise<ResolvedResource> {
  const user = await addressedUser(UserName, call);
  const policy = await addressedPolicy(PolicyType, PolicyName, call);
  return { ...policy, placeholders: { ...user.placeholders, ...policy.placeholders } };
}
