/**
 * Permission policies of application access points (kms-2016-01-20 sections 3 and 4.6 to 4.10): which keys and secrets may be
 * used, in what way, through which gateway and from where. They are not RAM policies; what one grants is decided in
 * `client-key-permissions.ts`. References to network rules are by name and unchecked.
 */
import { type Change, Refusal } from '../../domain/change.js';
import type { Page, PageOf } from '../../domain/page.js';
import type { PolicyStore } from '../store.js';

/** Through the shared gateway, which is this API itself, rather than through the gateway of an instance. */
export const SHARED_SCOPE = 'shared';

/** The role templates of section 4.6, without the prefix that the wire puts before each. */
export const PERMISSION_TEMPLATES = ['CryptoServiceKeyUser', 'CryptoServiceSecretUser', 'SecretUser'] as const;
export type PermissionTemplate = (typeof PERMISSION_TEMPLATES)[number];

/** `key/…` or `secret/…`: one, or with a star at its end all whose names start so. Secret names may have slashes. */
export const RESOURCE_PATTERN = /(?:key|secret)\/(?:[A-Za-z0-9_.@/+=!-]+\*?|\*)/;

export interface Policy {
  readonly name: string;
  /** `shared` or the id of an instance. */
  readonly scope: string;
  /** In the order they were given; one may stand there twice, and a changed policy may have none. */
  readonly permissions: readonly PermissionTemplate[];
  readonly resources: readonly string[];
  readonly accessControl: AccessControl | undefined;
  readonly description: string;
  readonly createdAt: Date;
}

export interface AccessControl {
  /** Names of rules of which one has to cover the source address. An empty list asks for none. */
  readonly networkRules: readonly string[];
  /** The caller's own words for it, which are given back to the letter because clients compare them. */
  readonly asReceived: string;
}

/** What may be changed; an absent member stays as it is. */
export type PolicyUpdate = Partial<Pick<Policy, 'permissions' | 'resources' | 'accessControl' | 'description'>>;

/** The policies of all accounts. Changes are refused with `policy-exists` or `policy-missing`. */
export class Policies {
  constructor(private readonly store: PolicyStore) {}

  /** Throws the refusal `policy-missing`, also for another account's policy. */
  async get(accountId: string, name: string): Promise<Policy> {
    const policy = await this.store.findPolicy(accountId, name);
    if (!policy) throw new Refusal('policy-missing');
    return policy;
  }

  /** Newest first. */
  list(accountId: string, page: Page): Promise<PageOf<Policy>> {
    return this.store.listPolicies(accountId, page);
  }

  create(accountId: string, policy: Policy): Change {
    return [this.store.insertPolicy(accountId, policy)];
  }

  /** Takes effect at once for every access point that is bound to the policy. */
  update(accountId: string, name: string, update: PolicyUpdate, now: Date): Change {
    return [this.store.updatePolicy(accountId, name, update, now)];
  }

  delete(accountId: string, name: string): Change {
    return [this.store.deletePolicy(accountId, name)];
  }
}
