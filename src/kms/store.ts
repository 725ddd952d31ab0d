/**
 * What the KMS domain asks of a store. Finding is by account throughout, so that another account's thing looks absent.
 * Writing gives steps; what each is refused with is said here, and `store/kms.ts` keeps to it on both databases.
 */
import type { Change, Step } from '../domain/change.js';
import type { Page, PageOf } from '../domain/page.js';
import type { AccessPoint, AccessPointUpdate } from './access-points/access-points.js';
import type { ClientKey } from './access-points/client-keys.js';
import type { NetworkRule, NetworkRuleUpdate } from './access-points/network-rules.js';
import type { Policy, PolicyUpdate } from './access-points/policies.js';

/** Pages are in order of creation, newest first. */
export interface NetworkRuleStore {
  findNetworkRule(accountId: string, name: string): Promise<NetworkRule | undefined>;
  listNetworkRules(accountId: string, page: Page): Promise<PageOf<NetworkRule>>;
  /** Refused with `network-rule-exists`. */
  insertNetworkRule(accountId: string, rule: NetworkRule): Step;
  /** Refused with `network-rule-missing`. */
  updateNetworkRule(accountId: string, name: string, update: NetworkRuleUpdate, now: Date): Step;
  /** Refused with `network-rule-missing`. */
  deleteNetworkRule(accountId: string, name: string): Step;
}

export interface PolicyStore {
  findPolicy(accountId: string, name: string): Promise<Policy | undefined>;
  listPolicies(accountId: string, page: Page): Promise<PageOf<Policy>>;
  /** Refused with `policy-exists`. */
  insertPolicy(accountId: string, policy: Policy): Step;
  /** Refused with `policy-missing`. */
  updatePolicy(accountId: string, name: string, update: PolicyUpdate, now: Date): Step;
  /** Refused with `policy-missing`. */
  deletePolicy(accountId: string, name: string): Step;
}

export interface AccessPointStore {
  findAccessPoint(accountId: string, name: string): Promise<AccessPoint | undefined>;
  listAccessPoints(accountId: string, page: Page): Promise<PageOf<AccessPoint>>;
  /** Refused with `access-point-exists`. */
  insertAccessPoint(accountId: string, accessPoint: AccessPoint): Step;
  /** Refused with `access-point-missing`. */
  updateAccessPoint(accountId: string, name: string, update: AccessPointUpdate, now: Date): Step;
  /** With its client keys. Refused with `access-point-missing`. */
  deleteAccessPoint(accountId: string, name: string): Change;
}

export interface ClientKeyStore {
  accessPointExists(accountId: string, accessPoint: string): Promise<boolean>;
  findClientKey(accountId: string, id: string): Promise<ClientKey | undefined>;
  /** Of one access point, or of all the account has; newest first. */
  listClientKeys(accountId: string, accessPoint?: string): Promise<readonly ClientKey[]>;
  countClientKeys(accountId: string, accessPoint: string): Promise<number>;
  /** Refused with `access-point-missing`, and with `too-many-client-keys` when there are `limit` already, whoever else is adding. */
  insertClientKey(accountId: string, key: ClientKey, limit: number): Change;
  /** Refused with `client-key-missing`. */
  deleteClientKey(accountId: string, id: string): Step;
  /** Whoever owns it: the id is all that a signed request tells. */
  findClientKeyOwner(id: string): Promise<{ readonly accountId: string; readonly key: ClientKey } | undefined>;
}

export interface KmsStore extends NetworkRuleStore, PolicyStore, AccessPointStore, ClientKeyStore {}
