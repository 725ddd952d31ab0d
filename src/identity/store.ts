/**
 * What the identity domain asks of the store. Reads answer at once or with a promise of plain records; writes give a `Change`
 * that guards itself: its steps find out, when they are applied, whether the rule still holds, so two calls at once cannot
 * break a limit that each of them alone keeps. Times are exact to the millisecond. `name` arguments match in any case.
 */
import type { Generations } from '../caches/generations.js';
import type { Change } from '../domain/change.js';
import type { MissingReason } from '../domain/named-things.js';
import type { Continuation, ContinuationOf } from '../domain/page.js';
import type { Tag, WantedTag } from '../domain/tags.js';
import type { AccountSettingsStore } from './account-settings/account-settings.js';
import type { OidcProviderStore } from './federation/oidc-provider.js';
import type { Group, GroupStore } from './groups/groups.js';
import type { MembershipStore } from './groups/memberships.js';
import type { LoginProfileStore } from './login-profiles/login-profile.js';
import type { MfaDeviceStore } from './mfa/mfa-device.js';
import type { NamePlace } from './names.js';
import type { AttachmentReason, PolicyHolder, PolicyHolderKind, PolicyInUse } from './policies/policy-holder.js';
import type { AccountReason } from './refusals.js';
import type { ResourceGroupStore } from './resource-groups/resource-groups.js';
import type { Role, RoleStore } from './roles/role.js';
import type { TagStore } from './tags/tagging.js';
import type { User, UserStore } from './users/user.js';

export interface Account {
  readonly id: string;
  /** For people and tests; unique. The account of the first start is called `main`. */
  readonly name: string;
  readonly createdAt: Date;
}

/** Whose access keys: a user's, or with `userId` null the account's own, the root keys. */
export interface KeyOwner {
  readonly accountId: string;
  readonly userId: string | null;
}

export type AccessKeyStatus = 'Active' | 'Inactive';

export interface AccessKey extends KeyOwner {
  readonly id: string;
  readonly status: AccessKeyStatus;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

export interface SealedAccessKey extends AccessKey {
  readonly sealedSecret: Buffer;
}

/** A key with what its owner is called; `userName` is null for a root key. */
export interface NamedAccessKey extends Omit<SealedAccessKey, 'lastUsedAt'> {
  readonly userName: string | null;
}

export type PolicyType = 'System' | 'Custom';

export interface CustomPolicy {
  readonly accountId: string;
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** The number in `v1`. */
  readonly defaultVersion: number;
  /** The highest number that was given out: those of deleted versions are not used again. */
  readonly lastVersion: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly tags: readonly Tag[];
}

export interface PolicyVersion {
  readonly version: number;
  /** As it was given, byte for byte. */
  readonly document: string;
  readonly createdAt: Date;
}

/** A policy as attachments know it. */
export interface PolicyReference {
  readonly type: PolicyType;
  /** The id of a custom policy, the name of a system policy. */
  readonly id: string;
}

export interface Attachment {
  readonly holder: PolicyHolder;
  readonly policy: PolicyReference;
  /** Empty: the whole account. */
  readonly resourceGroupId: string;
  readonly attachedAt: Date;
}

/** An attachment with what the permission check needs of a custom policy; name and version are null for a system policy. */
export interface AttachedPolicyRecord {
  /** Null: attached to the user or role itself. Else the name of the user's group that it is attached to. */
  readonly groupName: string | null;
  readonly policy: PolicyReference;
  readonly resourceGroupId: string;
  readonly policyName: string | null;
  readonly defaultVersion: number | null;
}

/** One policy of a user or group in whatever scopes, with the time of its first attachment. */
export interface PolicyOfHolder {
  readonly policy: PolicyReference;
  readonly attachedAt: Date;
  /** Of a custom policy. */
  readonly custom: Pick<CustomPolicy, 'name' | 'description' | 'defaultVersion'> | undefined;
}

/** A user, group or role that has a policy in whatever scopes, with the time of the first attachment. */
export type HolderOfPolicy<Holder> = Holder & { readonly attachedAt: Date };

/** Whom a policy is attached to, of each kind those that have it longest first. */
export interface HoldersOfPolicy {
  readonly users: readonly HolderOfPolicy<Pick<User, 'id' | 'name' | 'displayName'>>[];
  readonly groups: readonly HolderOfPolicy<Pick<Group, 'name' | 'comments'>>[];
  readonly roles: readonly HolderOfPolicy<Pick<Role, 'id' | 'name' | 'description'>>[];
}

export interface AccountStore {
  findAccount(name: string): Promise<Account | undefined>;
  addAccount(account: Account, rootKey: SealedAccessKey): Change<AccountReason>;
  commit(change: Change): Promise<void>;
}

/** The user is missing where the key is a user's, and the last key that can sign is the root's. */
export type KeyChangeReason = 'user-missing' | 'access-key-missing' | 'last-root-access-key';

export interface AccessKeyStore {
  listAccessKeys(owner: KeyOwner): Promise<AccessKey[]>;
  findAccessKey(owner: KeyOwner, accessKeyId: string): Promise<AccessKey | undefined>;
  addAccessKey(key: SealedAccessKey, limit: number): Change<'user-missing' | 'access-key-limit'>;
  setAccessKeyStatus(owner: KeyOwner, accessKeyId: string, status: AccessKeyStatus): Change<KeyChangeReason>;
  removeAccessKey(owner: KeyOwner, accessKeyId: string): Change<KeyChangeReason>;
}

export interface CredentialStore {
  /** `identity` is raised by every change of what `findCredential` finds. */
  readonly generations: Generations;
  findCredential(accessKeyId: string): Promise<NamedAccessKey | undefined>;
  /** Undefined for a key that was never used. */
  findLastUse(accessKeyId: string): Promise<Date | undefined>;
  markAccessKeyUsed(accessKeyId: string, usedAt: Date): Change<never>;
}

export interface PolicyStore {
  findPolicy(accountId: string, name: string): Promise<CustomPolicy | undefined>;
  /** Those that have every one of the tags; a tag without a value stands for all its values. */
  listPolicies(
    accountId: string,
    part: Continuation<NamePlace>,
    tags: readonly WantedTag[],
  ): Promise<ContinuationOf<CustomPolicy, NamePlace>>;
  findPolicyVersion(policyId: string, version: number): Promise<PolicyVersion | undefined>;
  describePolicy(policy: CustomPolicy, description: string, now: Date): Change<'policy-missing'>;
  addPolicy(policy: CustomPolicy, firstVersion: PolicyVersion, limit: number): Change<'policy-exists' | 'policy-limit'>;
  /** Only without `withVersions` it is refused with `policy-has-versions`. */
  removePolicy(
    policy: CustomPolicy,
    options: { readonly withVersions: boolean },
  ): Change<'policy-missing' | PolicyInUse>;
}

export interface PolicyVersionStore {
  /** In the order of their numbers. */
  listPolicyVersions(policyId: string): Promise<PolicyVersion[]>;
  /** @param rotate whether the oldest version that is not the default gives way where there are as many as the limit allows */
  addPolicyVersion(
    policy: CustomPolicy,
    version: PolicyVersion,
    options: { readonly setAsDefault: boolean; readonly rotate: boolean; readonly limit: number },
  ): Change<'policy-missing' | 'policy-version-limit' | 'policy-version-raced'>;
  setDefaultPolicyVersion(
    policy: CustomPolicy,
    version: number,
    now: Date,
  ): Change<'policy-missing' | 'policy-version-missing'>;
  removePolicyVersion(
    policy: CustomPolicy,
    version: number,
  ): Change<'policy-missing' | 'policy-version-missing' | 'policy-version-is-default'>;
}

export interface AttachmentStore {
  findAttachment(attachment: Omit<Attachment, 'attachedAt'>): Promise<Attachment | undefined>;
  /** How often each of the account's policies of one type is attached, by policy id. */
  countAttachments(
    accountId: string,
    type: PolicyType,
    policyIds: readonly string[],
  ): Promise<ReadonlyMap<string, number>>;
  listPoliciesOf(holder: PolicyHolder): Promise<PolicyOfHolder[]>;
  listHoldersOf(accountId: string, policy: PolicyReference): Promise<HoldersOfPolicy>;
  addAttachment(
    attachment: Attachment,
    limit: number,
  ): Change<MissingReason<PolicyHolderKind | 'policy'> | AttachmentReason<PolicyHolderKind>>;
  removeAttachment(attachment: Omit<Attachment, 'attachedAt'>): Change<AttachmentReason<PolicyHolderKind>>;
}

export interface PermissionStore {
  /** `identity` is raised by every change of what is found here. */
  readonly generations: Generations;
  /** Those of the user and of its groups, by indexes alone. */
  listAttachedPolicies(userId: string): Promise<AttachedPolicyRecord[]>;
  listAttachedPoliciesOfRole(roleId: string): Promise<AttachedPolicyRecord[]>;
  findPolicyVersion(policyId: string, version: number): Promise<PolicyVersion | undefined>;
}

export type IdentityStore = {
  readonly users: UserStore;
  readonly groups: GroupStore;
  readonly roles: RoleStore;
  readonly oidcProviders: OidcProviderStore;
  readonly resourceGroups: ResourceGroupStore;
  readonly tags: TagStore;
  readonly memberships: MembershipStore;
  readonly loginProfiles: LoginProfileStore;
  readonly mfaDevices: MfaDeviceStore;
  readonly accountSettings: AccountSettingsStore;
} & AccountStore &
  AccessKeyStore &
  CredentialStore &
  PolicyStore &
  PolicyVersionStore &
  AttachmentStore &
  PermissionStore;
