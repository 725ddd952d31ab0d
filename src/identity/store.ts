/**
 * What the identity domain asks of the store. Reads answer at once or with a promise of plain records; writes give a `Change`
 * that guards itself: its steps find out, when they are applied, whether the rule still holds, so two calls at once cannot
 * break a limit that each of them alone keeps. Times are exact to the millisecond. `name` arguments match in any case.
 */
import type { Change } from '../domain/change.js';
import type { Continuation, ContinuationOf } from '../domain/page.js';
import type { Tag, WantedTag } from '../domain/tags.js';
import type { AccountReason } from './refusals.js';

export interface Account {
  readonly id: string;
  /** For people and tests; unique. The account of the first start is called `main`. */
  readonly name: string;
  readonly createdAt: Date;
}

/** Texts that were never given are empty. */
export interface UserDetails {
  readonly displayName: string;
  readonly email: string;
  readonly mobilePhone: string;
  readonly comments: string;
}

export interface User extends UserDetails {
  readonly accountId: string;
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
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
export interface NamedAccessKey extends SealedAccessKey {
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
  readonly accountId: string;
  readonly userId: string;
  readonly policy: PolicyReference;
  /** Empty: the whole account. */
  readonly resourceGroupId: string;
  readonly attachedAt: Date;
}

/** An attachment with what the permission check needs of a custom policy; both are null for a system policy. */
export interface AttachedPolicyRecord {
  readonly policy: PolicyReference;
  readonly resourceGroupId: string;
  readonly policyName: string | null;
  readonly defaultVersion: number | null;
}

/** One policy of a user in whatever scopes, with the time of its first attachment. */
export interface PolicyOfUser {
  readonly policy: PolicyReference;
  readonly attachedAt: Date;
  /** Of a custom policy. */
  readonly custom: Pick<CustomPolicy, 'name' | 'description' | 'defaultVersion'> | undefined;
}

export interface UserOfPolicy {
  readonly user: Pick<User, 'id' | 'name' | 'displayName'>;
  readonly attachedAt: Date;
}

/** Lists of users and of policies are in the order of names. */
export type NamePlace = readonly [name: string];

export interface AccountStore {
  findAccount(name: string): Promise<Account | undefined>;
  addAccount(account: Account, rootKey: SealedAccessKey): Change<AccountReason>;
  commit(change: Change): Promise<void>;
}

export interface UserStore {
  findUser(accountId: string, name: string): Promise<User | undefined>;
  listUsers(accountId: string, part: Continuation<NamePlace>): Promise<ContinuationOf<User, NamePlace>>;
  addUser(user: User, limit: number): Change<'user-exists' | 'user-limit'>;
  /** Writes the members given and `updatedAt`. */
  changeUser(
    user: User,
    changes: Partial<UserDetails & { name: string }>,
    updatedAt: Date,
  ): Change<'user-missing' | 'user-exists'>;
  removeUser(user: User): Change<'user-missing' | 'user-has-access-keys' | 'user-has-policies'>;
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
  /** One indexed read: this is on the path of every request. */
  findCredential(accessKeyId: string): Promise<NamedAccessKey | undefined>;
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
  addPolicy(policy: CustomPolicy, firstVersion: PolicyVersion, limit: number): Change<'policy-exists' | 'policy-limit'>;
  /** Only without `withVersions` it is refused with `policy-has-versions`. */
  removePolicy(
    policy: CustomPolicy,
    options: { readonly withVersions: boolean },
  ): Change<'policy-missing' | 'policy-attached-to-user' | 'policy-has-versions'>;
}

export interface AttachmentStore {
  findAttachment(attachment: Omit<Attachment, 'attachedAt'>): Promise<Attachment | undefined>;
  /** How often each of the account's policies of one type is attached, by policy id. */
  countAttachments(
    accountId: string,
    type: PolicyType,
    policyIds: readonly string[],
  ): Promise<ReadonlyMap<string, number>>;
  listPoliciesOfUser(accountId: string, userId: string): Promise<PolicyOfUser[]>;
  listUsersOfPolicy(accountId: string, policy: PolicyReference): Promise<UserOfPolicy[]>;
  addAttachment(
    attachment: Attachment,
    limit: number,
  ): Change<'user-missing' | 'policy-missing' | 'attachment-exists' | 'attachment-limit'>;
  removeAttachment(attachment: Omit<Attachment, 'attachedAt'>): Change<'attachment-missing'>;
}

export interface PermissionStore {
  /** One indexed read: this is on the path of every request of a user. */
  listAttachedPolicies(userId: string): Promise<AttachedPolicyRecord[]>;
  findPolicyVersion(policyId: string, version: number): Promise<PolicyVersion | undefined>;
}

export type IdentityStore = AccountStore &
  UserStore &
  AccessKeyStore &
  CredentialStore &
  PolicyStore &
  AttachmentStore &
  PermissionStore;
