/**
 * Secrets: made, found, shown, and led to their end or back (wire/kms.md sections 11.2 to 11.7). Their versions and values are in
 * secret-versions.ts.
 */
import { randomIdentifier } from '../../crypto/random.js';
import { type Change, Refusal } from '../../domain/change.js';
import type { Page, PageOf } from '../../domain/page.js';
import type { Tag } from '../../domain/tags.js';
import type { Instance } from '../instances/instance.js';
import type { Key } from '../keys/key.js';
import { DAY_MS } from '../keys/rotation.js';
import { type ResourcePolicy, resourcePolicy } from '../policies/resource-policies.js';
import { MOST_SECRETS } from '../quotas.js';
import type { SecretReason } from './refusals.js';
import { type DataType, isGone, type ListedSecret, type Secret, type SecretType } from './secret.js';
import type { SecretReference } from './secret-reference.js';
import type { NewSecretReason, SecretChangedReason, SecretFilter, SecretStore } from './secret-store.js';
import type { SecretValues } from './secret-values.js';
import { CURRENT, PREVIOUS } from './stages.js';

export interface NewSecret {
  readonly name: string;
  readonly type: SecretType;
  readonly description: string;
  /** Takes secrets. */
  readonly instance: Instance | undefined;
  readonly versionId: string;
  readonly value: string;
  readonly dataType: DataType;
  /** May work now. */
  readonly key: Key | undefined;
  readonly tags: readonly Tag[];
  /** A version that is the previous one from the start. */
  readonly previous?: { readonly id: string; readonly value: string } | undefined;
  /** Undefined: the usual one. */
  readonly policy: string | undefined;
}

/** The secrets of all accounts. */
export class Secrets {
  constructor(
    private readonly store: SecretStore,
    private readonly values: SecretValues,
    private readonly region: string,
  ) {}

  /** Also in its delete window; undefined when the account has no such secret, also where an ARN is of another account or region. */
  async find(accountId: string, { name, owner }: SecretReference, now: Date): Promise<Secret | undefined> {
    if (owner && (owner.accountId !== accountId || owner.region !== this.region)) return undefined;
    const secret = await this.store.find(accountId, name);
    return secret && !isGone(secret, now) ? secret : undefined;
  }

  /** One of another account, by its ARN. Whether the caller may know of it is the caller's to decide; undefined for every other reference. */
  async findOfOthers(accountId: string, { name, owner }: SecretReference, now: Date): Promise<Secret | undefined> {
    if (!owner || owner.accountId === accountId || owner.region !== this.region) return undefined;
    const secret = await this.store.find(owner.accountId, name);
    return secret && !isGone(secret, now) ? secret : undefined;
  }

  /** Also in its delete window. Refused with `secret-missing`. */
  async getAny(accountId: string, reference: SecretReference, now: Date): Promise<Secret> {
    const secret = await this.find(accountId, reference, now);
    if (!secret) throw new Refusal<SecretReason>('secret-missing');
    return secret;
  }

  /** Refused with `secret-missing` and `secret-in-delete-window`. */
  async get(accountId: string, reference: SecretReference, now: Date): Promise<Secret> {
    const secret = await this.getAny(accountId, reference, now);
    if (secret.deleteAt) throw new Refusal<SecretReason>('secret-in-delete-window');
    return secret;
  }

  /** By key. */
  findTags({ accountId, name }: Secret): Promise<readonly Tag[]> {
    return this.store.findTags(accountId, name);
  }

  /** Of each of the secrets, by name; those without tags are left out. */
  findTagsOfEach(accountId: string, names: readonly string[]): Promise<ReadonlyMap<string, readonly Tag[]>> {
    return this.store.findTagsOfEach(accountId, names);
  }

  /** Newest first. */
  list(accountId: string, filter: SecretFilter, page: Page, now: Date): Promise<PageOf<ListedSecret>> {
    return this.store.list(accountId, filter, page, now);
  }

  /** Whether a new secret may have the name. Refused with `secret-exists` and `secret-in-delete-window`. */
  async refuseTakenName(accountId: string, name: string, now: Date): Promise<Secret | undefined> {
    const earlier = await this.store.find(accountId, name);
    if (earlier && !isGone(earlier, now)) {
      throw new Refusal<SecretReason>(earlier.deleteAt ? 'secret-in-delete-window' : 'secret-exists');
    }
    return earlier;
  }

  /** With its first version, which is the current one. Refused with `secret-exists`, `secret-in-delete-window`, `secret-limit` and `key-does-not-encrypt`. */
  async create(
    accountId: string,
    asked: NewSecret,
    now: Date,
  ): Promise<{ secret: Secret; change: Change<SecretReason | NewSecretReason> }> {
    const { name, type, description, instance, versionId, value, dataType, key, tags, previous, policy } = asked;
    const earlier = await this.refuseTakenName(accountId, name, now);
    const secret: Secret = {
      id: randomIdentifier(now.getTime()),
      accountId,
      name,
      type,
      description,
      encryptionKeyId: key?.id,
      instanceId: instance?.name,
      createdAt: now,
      updatedAt: now,
      deleteAt: undefined,
      stages: new Map([[CURRENT, versionId], ...(previous ? [[PREVIOUS, previous.id] as const] : [])]),
      revision: 1,
      policy,
    };
    const versionOf = async (id: string, number: number, text: string) => {
      const sealedValue = await this.values.close(secret, id, text, key);
      return { secretId: secret.id, id, number, createdAt: now, dataType, sealedValue };
    };
    const version = await versionOf(versionId, previous ? 2 : 1, value);
    const room = { ofAccount: MOST_SECRETS, ofInstance: instance?.quota.secrets };
    return {
      secret,
      change: [
        // The record of one whose time is over may still hold the name.
        ...(earlier ? this.store.delete(earlier) : []),
        ...this.store.insert(secret, version, tags, room),
        ...(previous ? this.store.insertVersion(await versionOf(previous.id, 1, previous.value)) : []),
      ],
    };
  }

  /** The policy that counts beside those of the caller; undefined where the usual one does, which leaves the decision to RAM. */
  policyOf({ accountId, policy }: Secret): ResourcePolicy | undefined {
    return policy === undefined ? undefined : resourcePolicy('secret', accountId, policy);
  }

  /** @param policy a document that was checked */
  setPolicy(secret: Secret, policy: string, now: Date): Change<SecretChangedReason> {
    return this.store.update(secret, { policy }, now);
  }

  describe(secret: Secret, description: string, now: Date): Change<SecretChangedReason> {
    return this.store.update(secret, { description }, now);
  }

  /** A step of a change of its tags. */
  hold(secret: Secret, now: Date): Change<SecretChangedReason> {
    return this.store.update(secret, {}, now);
  }

  /** Cannot be read from now on, and is deleted for good when the days are over. */
  planDeletion(secret: Secret, days: number, now: Date): { deleteAt: Date; change: Change<SecretChangedReason> } {
    const deleteAt = new Date(now.getTime() + days * DAY_MS);
    return { deleteAt, change: this.store.update(secret, { deleteAt }, now) };
  }

  /** Refused with `secret-in-use` where its deletion is not planned. */
  restore(secret: Secret, now: Date): Change<SecretChangedReason> {
    if (!secret.deleteAt) throw new Refusal<SecretReason>('secret-in-use');
    return this.store.update(secret, { deleteAt: null }, now);
  }

  /** For good, at once. */
  delete(secret: Secret): Change<SecretChangedReason> {
    return this.store.delete(secret);
  }
}
