/**
 * What RAM operations tell the permission check about the users, MFA devices, groups, roles and policies they address. Names are given as the
 * caller wrote them, whether or not there is such a thing: policies cover the names of RAM without regard to case (access/policy-grammar.ts),
 * and a denied caller who read another spelling in the answer would know that the name is taken.
 */
import type { Principal } from '../../domain/principal.js';
import { mfaDeviceName } from '../../identity/mfa/mfa-devices.js';
import type { Policies } from '../../identity/policies/policies.js';
import type { PolicyType } from '../../identity/store.js';
import type { Tagging } from '../../identity/tags/tagging.js';
import type { ResolvedResource } from '../../spec/operation.js';

/** The resource patterns that go with the placeholders below. */
export const userResource = 'acs:ram:*:{account}:user/{userName}';
export const groupResource = 'acs:ram:*:{account}:group/{groupName}';
export const roleResource = 'acs:ram:*:{account}:role/{roleName}';
export const mfaDeviceResource = 'acs:ram:*:{account}:mfa/{mfaDeviceName}';
/** Password policy, security preference, alias. */
export const accountResource = 'acs:ram:*:{account}:*';
export const policyResource = 'acs:ram:*:{policyOwner}:policy/{policyName}';

interface Caller {
  readonly accountId: string;
  readonly principal: Principal;
}

/** Fills `userResource`. Without a name it is the caller that is addressed. A role's session is no user, whatever it calls itself. */
export async function addressedUser(
  name: string | undefined,
  { principal }: Pick<Caller, 'principal'>,
): Promise<ResolvedResource> {
  const userName = name ?? (principal.kind === 'role' ? undefined : principal.name);
  return { placeholders: userName === undefined ? {} : { userName } };
}

/** Fills `mfaDeviceResource`. A serial number that is none of the account's stands for no device. */
export async function addressedMfaDevice(
  serialNumber: string,
  { accountId }: Pick<Caller, 'accountId'>,
): Promise<ResolvedResource> {
  const name = mfaDeviceName(accountId, serialNumber);
  return { placeholders: name === undefined ? {} : { mfaDeviceName: name } };
}

/** Fills `groupResource`. */
export async function addressedGroup(name: string): Promise<ResolvedResource> {
  return { placeholders: { groupName: name } };
}

/** Fills `userResource` and `groupResource`. */
export async function addressedUserAndGroup({
  UserName,
  GroupName,
}: {
  UserName: string;
  GroupName: string;
}): Promise<ResolvedResource> {
  return { placeholders: { userName: UserName, groupName: GroupName } };
}

/** Fills `policyResource`. System policies belong to `system`. */
export async function addressedPolicy(
  type: PolicyType,
  name: string,
  { accountId, policies }: Caller & { readonly policies: Policies },
): Promise<ResolvedResource> {
  const policy = await policies.find(accountId, type, name);
  return {
    placeholders: { policyOwner: type === 'System' ? 'system' : accountId, policyName: name },
    resourceTags: policy && Object.fromEntries(policy.tags.map(({ key, value }) => [key, value])),
  };
}

/** Fills `userResource` and `policyResource`. */
export async function addressedUserAndPolicy(
  { UserName, PolicyType, PolicyName }: { UserName: string; PolicyType: PolicyType; PolicyName: string },
  call: Caller & { readonly policies: Policies },
): Promise<ResolvedResource> {
  const user = await addressedUser(UserName, call);
  const policy = await addressedPolicy(PolicyType, PolicyName, call);
  return { ...policy, placeholders: { ...user.placeholders, ...policy.placeholders } };
}

/** Fills `groupResource` and `policyResource`. */
export async function addressedGroupAndPolicy(
  { GroupName, PolicyType, PolicyName }: { GroupName: string; PolicyType: PolicyType; PolicyName: string },
  call: Caller & { readonly policies: Policies },
): Promise<ResolvedResource> {
  const group = await addressedGroup(GroupName);
  const policy = await addressedPolicy(PolicyType, PolicyName, call);
  return { ...policy, placeholders: { ...group.placeholders, ...policy.placeholders } };
}

/** Fills `roleResource`. */
export async function addressedRole(
  name: string,
  { accountId, tagging }: Caller & { readonly tagging: Tagging },
): Promise<ResolvedResource> {
  const [role] = await tagging.find('role', accountId, [name]);
  return {
    placeholders: { roleName: name },
    resourceTags: role && Object.fromEntries(role.tags.map(({ key, value }) => [key, value])),
  };
}

/** Fills `roleResource` and `policyResource`. The tags are the policy's, as where it is attached to a user or group. */
export async function addressedRoleAndPolicy(
  { RoleName, PolicyType, PolicyName }: { RoleName: string; PolicyType: PolicyType; PolicyName: string },
  call: Caller & { readonly policies: Policies },
): Promise<ResolvedResource> {
  const policy = await addressedPolicy(PolicyType, PolicyName, call);
  return { ...policy, placeholders: { roleName: RoleName, ...policy.placeholders } };
}
