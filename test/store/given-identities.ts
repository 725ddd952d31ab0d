/** What the tests of stored identities start from: two accounts, and short ways to make what belongs to them. */
import { randomBytes } from 'node:crypto';
import { type Change, Refusal } from '../../src/domain/change.js';
import { createAccount, type RootAccessKey } from '../../src/identity/accounts/accounts.js';
import type { Group } from '../../src/identity/groups/groups.js';
import { randomIdentifiers } from '../../src/identity/identifiers.js';
import { type Identity, openIdentity } from '../../src/identity/identity.js';
import type { ManagedPolicy } from '../../src/identity/policies/managed-policy.js';
import type { PolicyHolder } from '../../src/identity/policies/policy-holder.js';
import type { AccessKey, IdentityStore, KeyOwner } from '../../src/identity/store.js';
import type { User } from '../../src/identity/users/user.js';
import { KeyFileSeal } from '../../src/seal/key-file.js';
import { identityStore } from '../../src/store/identity.js';
import type { Store } from '../../src/store/store.js';

export const now = new Date('2026-03-01T12:00:00Z');
export const noDetails = { displayName: '', email: '', mobilePhone: '', comments: '' };

/** A policy document that allows one action. */
export function allow(action: string): string {
  return JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });
}

export function ownerOf(user: User): KeyOwner {
  return { accountId: user.accountId, userId: user.id };
}

export class GivenIdentities {
  account = '';
  otherAccount = '';
  rootKeyId = '';
  readonly records: IdentityStore;
  readonly identity: Identity;
  readonly seal = new KeyFileSeal({ current: 1, keys: new Map([[1, randomBytes(32)]]) });

  private constructor(readonly store: Store) {
    this.records = identityStore(store);
    this.identity = openIdentity(this.records, this.seal);
  }

  /** Makes the two accounts. */
  static async in(store: Store): Promise<GivenIdentities> {
    const given = new GivenIdentities(store);
    const main = await given.newAccount('main');
    given.account = main.accountId;
    given.rootKeyId = main.accessKeyId;
    given.otherAccount = (await given.newAccount('other')).accountId;
    return given;
  }

  newAccount(name: string): Promise<RootAccessKey> {
    return createAccount(this.records, this.seal, randomIdentifiers, name, now);
  }

  async newUser(name: string, accountId = this.account): Promise<User> {
    const { made, change } = await this.identity.users.create(accountId, name, noDetails, now);
    await this.store.commit(change);
    return made;
  }

  async newGroup(name: string, accountId = this.account): Promise<Group> {
    const { made, change } = await this.identity.groups.create(accountId, name, { comments: '' }, now);
    await this.store.commit(change);
    return made;
  }

  async join(user: User, group: Group, at = now): Promise<void> {
    await this.store.commit(await this.identity.memberships.add(user, group, at));
  }

  async newKey(owner: KeyOwner): Promise<AccessKey> {
    const { key, change } = await this.identity.accessKeys.create(owner, now);
    await this.store.commit(change);
    return key;
  }

  async newPolicy(name: string, tags: ManagedPolicy['tags'] = [], accountId = this.account): Promise<ManagedPolicy> {
    const asked = { name, document: allow('kms:ListKeys'), description: '', tags };
    const { policy, change } = await this.identity.policies.create(accountId, asked, now);
    await this.store.commit(change);
    return policy;
  }

  async attach(policy: ManagedPolicy, holder: PolicyHolder, scope?: string, at = now): Promise<void> {
    await this.store.commit(await this.identity.attachments.attach(policy, holder, scope, at));
  }

  /** `done`, or the reason of the refusal; anything else that goes wrong is thrown. */
  async outcome(change: Change | Promise<Change>): Promise<string> {
    try {
      await this.store.commit(await change);
      return 'done';
    } catch (fault) {
      if (fault instanceof Refusal) return fault.reason;
      throw fault;
    }
  }
}
