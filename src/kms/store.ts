/**
 * What the KMS domain asks of a store. Finding is by account throughout, so that another account's thing looks absent.
 * Writing gives steps; their types say what each is refused with, and `store/kms.ts` keeps to it on both databases.
 */
import type { Generations } from '../caches/generations.js';
import type { Change } from '../domain/change.js';
import type { NamedStore } from '../domain/named-things.js';
import type { AccessPoint, AccessPointUpdate } from './access-points/access-points.js';
import type { ClientKey, ClientKeyUsed } from './access-points/client-key.js';
import type { NetworkRule, NetworkRuleUpdate } from './access-points/network-rules.js';
import type { AccessPointPolicy, PolicyUpdate } from './access-points/policies.js';
import type { AliasStore } from './aliases/alias-store.js';
import type { DataKeyStore } from './data-keys/data-key-store.js';
import type { Instance, InstanceContents, InstanceUpdate } from './instances/instance.js';
import type { KeyStore } from './keys/key-store.js';
import type { ManagedSecretStore } from './secrets/managed/managed-store.js';
import type { SecretStore } from './secrets/secret-store.js';
import type { TagStore } from './tags/tag-store.js';
import type { TargetStore } from './targets/target.js';

export interface ClientKeyStore {
  /** `client-keys` is raised by every change of a client key, and of what says what it may do. */
  readonly generations: Generations;
  accessPointExists(accountId: string, accessPoint: string): Promise<boolean>;
  find(accountId: string, id: string): Promise<ClientKey | undefined>;
  /** Of one access point, or of all the account has; newest first. */
  list(accountId: string, accessPoint?: string): Promise<readonly ClientKey[]>;
  count(accountId: string, accessPoint: string): Promise<number>;
  /** `limit` is kept even when others add at the same time. */
  insert(accountId: string, key: ClientKey, limit: number): Change<'access-point-missing' | 'client-key-limit'>;
  /**
   * `insert` for the access point of another key, which ends at a time, unless it would have ended before, or is deleted at once where none is given. It
   * need not count any more.
   */
  replace(
    accountId: string,
    old: { readonly id: string; readonly endsAt: Date | undefined },
    key: ClientKey,
    limit: number,
  ): Change<'access-point-missing' | 'client-key-limit' | 'client-key-missing'>;
  delete(accountId: string, id: string): Change<'client-key-missing'>;
  /** Of all keys of the account that have been used, by the key's id. */
  lastUses(accountId: string): Promise<ReadonlyMap<string, ClientKeyUsed>>;
  /** In any account. */
  findLastUse(id: string): Promise<Date | undefined>;
  /** Never takes the place of a later use. */
  markUsed(id: string, use: ClientKeyUsed): Change<never>;
  /** In any account: a signed request tells only the id. */
  findOwner(id: string): Promise<{ readonly accountId: string; readonly key: ClientKey } | undefined>;
}

export interface InstanceStore extends NamedStore<'instance', Instance, InstanceUpdate> {
  /** `kms-instances` is raised by every change of an instance. */
  readonly generations: Generations;
  /** Accounts whose instance is still to be made. */
  accountsWithoutProvided(): Promise<readonly string[]>;
  contents(accountId: string, id: string): Promise<InstanceContents>;
  /**
   * Takes the instance away, if nothing protects it, and ends all that it holds at this time.
   * @param isForced whether it may hold anything
   */
  release(
    accountId: string,
    id: string,
    isForced: boolean,
    now: Date,
  ): Change<'instance-missing' | 'instance-not-empty' | 'instance-holds-protected-key'>;
  commit(change: Change): Promise<void>;
}

export interface KmsStore {
  readonly instances: InstanceStore;
  readonly networkRules: NamedStore<'network-rule', NetworkRule, NetworkRuleUpdate>;
  readonly policies: NamedStore<'policy', AccessPointPolicy, PolicyUpdate>;
  /** Deletes the client keys of an access point with it. */
  readonly accessPoints: NamedStore<'access-point', AccessPoint, AccessPointUpdate>;
  readonly clientKeys: ClientKeyStore;
  readonly keys: KeyStore;
  readonly aliases: AliasStore;
  readonly dataKeys: DataKeyStore;
  readonly secrets: SecretStore;
  readonly tags: TagStore;
  readonly managedSecrets: ManagedSecretStore;
  readonly targets: TargetStore;
}
