/** Managed secrets: made, and told when to rotate (wire/kms.md sections 11.2, 11.5 and 11.14). How they rotate is in rotation.ts. */
import { randomIdentifier } from '../../../crypto/random.js';
import { type Change, Refusal } from '../../../domain/change.js';
import type { SecretReason } from '../refusals.js';
import type { Secret } from '../secret.js';
import type { NewSecretReason, SecretStore, SecretUpdate } from '../secret-store.js';
import type { NewSecret, Secrets } from '../secrets.js';
import type { ManagedSecret } from './managed-secret.js';
import type { ManagedSecretStore } from './managed-store.js';
import { nextLook } from './rotation-times.js';
import type { Rotator, Rotators, Wanted } from './rotator.js';

export interface RotationPolicy {
  readonly isAutomatic: boolean;
  readonly intervalMs: number | undefined;
}

export interface NewManaged {
  readonly wanted: Wanted;
  /** `ExtendedConfig` without CustomData. */
  readonly given: Readonly<Record<string, string>>;
  readonly customData: Readonly<Record<string, string>>;
  readonly policy: RotationPolicy;
}

export class ManagedSecrets {
  constructor(
    private readonly secrets: Secrets,
    private readonly store: SecretStore,
    private readonly managed: ManagedSecretStore,
    private readonly rotators: Rotators,
  ) {}

  /** Undefined where the secret is Generic. */
  find(secret: Pick<Secret, 'id'>): Promise<ManagedSecret | undefined> {
    return this.managed.find(secret.id);
  }

  /** Refused with `secret-not-managed`. */
  async get(secret: Pick<Secret, 'id'>): Promise<ManagedSecret> {
    const managed = await this.managed.find(secret.id);
    if (!managed) throw new Refusal<SecretReason>('secret-not-managed');
    return managed;
  }

  /** With the credentials that it begins with, which are checked or made. Refused as `Secrets.create` and `Rotator.adopt`. */
  async create(
    accountId: string,
    asked: Omit<NewSecret, 'type' | 'value' | 'dataType' | 'previous'>,
    { wanted, given, customData, policy }: NewManaged,
    now: Date,
  ): Promise<{ secret: Secret; managed: ManagedSecret; change: Change<SecretReason | NewSecretReason> }> {
    await this.secrets.refuseTakenName(accountId, asked.name, now);
    const rotator = this.rotators[wanted.type] as Rotator | undefined;
    if (!rotator) throw new Error(`nothing manages secrets of type ${wanted.type}`);
    const { source, values, change } = await rotator.adopt({ accountId, name: asked.name }, wanted, now);
    const previous =
      values.previous === undefined ? undefined : { id: randomIdentifier(now.getTime()), value: values.previous };
    const created = await this.secrets.create(
      accountId,
      { ...asked, type: wanted.type, value: values.current, dataType: 'text', previous },
      now,
    );
    const managed: ManagedSecret = {
      secretId: created.secret.id,
      source,
      given,
      customData,
      ...policy,
      lastRotatedAt: undefined,
      retireAt: undefined,
      pendingVersion: undefined,
      failures: 0,
      workingUntil: undefined,
      dueAt: undefined,
    };
    const inserted = { ...managed, dueAt: nextLook(created.secret, managed) };
    return {
      secret: created.secret,
      managed: inserted,
      change: [...created.change, ...this.managed.insert(inserted), ...change],
    };
  }

  /** What was begun goes on either way. Refused with `secret-not-managed`. */
  async setPolicy(secret: Secret, policy: RotationPolicy, now: Date): Promise<Change<SecretReason>> {
    const managed = { ...(await this.get(secret)), ...policy };
    const dueAt = managed.pendingVersion === undefined ? nextLook(secret, managed) : managed.dueAt;
    return [...this.store.update(secret, {}, now), ...this.managed.update({ ...managed, dueAt })];
  }

  /** Replaces the custom data. Refused with `secret-not-managed`. */
  async setCustomData(
    secret: Secret,
    customData: ManagedSecret['customData'],
    update: SecretUpdate,
    now: Date,
  ): Promise<Change<SecretReason>> {
    const managed = await this.get(secret);
    return [...this.store.update(secret, update, now), ...this.managed.update({ ...managed, customData })];
  }
}
