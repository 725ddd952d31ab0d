/**
 * Rotates the credentials of a managed secret. Where they live elsewhere, the new value is sealed and stored as a version without labels before it is made
 * valid there: whoever comes after a crash finds it and goes on with the same value. Where one change does both, nothing is ever pending.
 */
import { type Change, isRefusal, Refusal } from '../../../domain/change.js';
import type { Keys } from '../../keys/keys.js';
import type { SecretReason } from '../refusals.js';
import type { Secret } from '../secret.js';
import type { SecretStore } from '../secret-store.js';
import type { SecretValues } from '../secret-values.js';
import { addVersion } from '../secret-versions.js';
import { CURRENT, PREVIOUS, withLabels, withoutLabel } from '../stages.js';
import type { ManagedSecret, ManagedType, Values } from './managed-secret.js';
import type { ManagedSecretStore } from './managed-store.js';
import { ATTEMPT_MS, nextLook, nextRotation, pauseMs } from './rotation-times.js';
import type { Rotated, Rotator, Rotators } from './rotator.js';

export interface RotationParts {
  readonly secrets: SecretStore;
  readonly managed: ManagedSecretStore;
  readonly values: SecretValues;
  readonly keys: Pick<Keys, 'get'>;
  readonly rotators: Rotators;
}

export class Rotation {
  constructor(private readonly parts: RotationParts) {}

  /** Refused with `secret-not-managed`. */
  async find(secret: Secret): Promise<ManagedSecret> {
    const managed = await this.parts.managed.find(secret.id);
    if (!managed) throw new Refusal<SecretReason>('secret-not-managed');
    return managed;
  }

  /**
   * Rotates now; the change ends it. There is nothing to change where the secret has that version already. Refused with `secret-rotating` and `target-failed`, after which the job goes on with what was begun, and with what the state of the secret's key refuses.
   */
  async now(secret: Secret, versionId: string, now: Date): Promise<Change<SecretReason>> {
    const managed = await this.find(secret);
    if (managed.pendingVersion === undefined) {
      if (await this.parts.secrets.findVersion(secret.id, versionId)) return [];
      if (managed.retireAt && managed.retireAt > now) throw new Refusal<SecretReason>('secret-rotating');
    } else if (managed.pendingVersion !== versionId || isAtWork(managed, now)) {
      throw new Refusal<SecretReason>('secret-rotating');
    }
    try {
      return await this.#rotate(secret, managed, versionId, now);
    } catch (fault) {
      if (await this.#isOvertaken(secret, managed)) throw new Refusal<SecretReason>('secret-rotating');
      // Of what has not begun there is nothing to go on with.
      if (!isRefusal<SecretReason>(fault, 'secret-rotating')) await this.failed(secret, now, true);
      throw fault;
    }
  }

  /** What the job does when it looks: undefined where nothing is to be done. As `now`. @param newVersionId for a rotation that begins */
  async due(secret: Secret, newVersionId: string, now: Date): Promise<DueWork | undefined> {
    const managed = await this.find(secret);
    if (isAtWork(managed, now) || !managed.dueAt || managed.dueAt > now) return undefined;
    const next = nextRotation(secret, managed);
    const isOvertaken = () => this.#isOvertaken(secret, managed);
    if (managed.pendingVersion !== undefined || (next && next <= now)) {
      const versionId = managed.pendingVersion ?? newVersionId;
      return { kind: 'rotation', versionId, work: () => this.#rotate(secret, managed, versionId, now), isOvertaken };
    }
    return { kind: 'retirement', versionId: undefined, work: () => this.#retire(secret, managed, now), isOvertaken };
  }

  /**
   * Whether somebody else has rotated the secret, or ended what was replaced, since it was read. An attempt that fails then has failed on a mixture of
   * what was before and what is after, and there is nothing to note.
   */
  async #isOvertaken({ id }: Secret, before: ManagedSecret): Promise<boolean> {
    const now = await this.parts.managed.find(id);
    const isSame = (one: Date | undefined, other: Date | undefined) => one?.getTime() === other?.getTime();
    return !now || !isSame(now.lastRotatedAt, before.lastRotatedAt) || !isSame(now.retireAt, before.retireAt);
  }

  /** Notes that an attempt failed: the job makes the next one, later each time. @param onlyPending nothing is noted of what has not begun */
  async failed({ accountId, name }: Pick<Secret, 'accountId' | 'name'>, now: Date, onlyPending = false): Promise<void> {
    const { secrets, managed: store } = this.parts;
    const secret = await secrets.find(accountId, name);
    const managed = secret && (await store.find(secret.id));
    if (!secret || !managed || (onlyPending && managed.pendingVersion === undefined)) return;
    const failures = managed.failures + 1;
    const dueAt = new Date(now.getTime() + pauseMs(failures));
    await this.#commit([
      ...secrets.hold(secret),
      ...store.update({ ...managed, failures, workingUntil: undefined, dueAt }),
    ]);
  }

  async #rotate(secret: Secret, managed: ManagedSecret, versionId: string, now: Date): Promise<Change<SecretReason>> {
    const rotator = this.#rotatorOf(secret);
    const rotated = { secret, managed, values: await this.#valuesOf(secret, now) };
    if (!rotator.apply) return this.#inOneChange(rotator, secret, rotated, versionId, now);
    const begun = await this.#begin(rotator, secret, rotated, versionId, now);
    await rotator.apply({ ...rotated, managed: begun.managed }, begun.value);
    return this.#finish(begun.secret, begun.managed, versionId, now);
  }

  /** New credentials, and in the same change those end that the last rotation has replaced. */
  async #inOneChange(rotator: Rotator, secret: Secret, rotated: Rotated, versionId: string, now: Date) {
    const { managed } = rotated;
    const ending = managed.retireAt && rotator.retire ? await rotator.retire(rotated) : [];
    const { value, change, retireAfterMs } = await rotator.next(rotated, now);
    const added = await this.#added(secret, versionId, value, now);
    const after: ManagedSecret = {
      ...managed,
      lastRotatedAt: now,
      failures: 0,
      retireAt: retireAfterMs === undefined ? undefined : new Date(now.getTime() + retireAfterMs),
    };
    return [
      ...this.parts.secrets.update(secret, { stages: withLabels(secret.stages, [CURRENT], versionId) }, now),
      ...added,
      ...ending,
      ...change,
      ...this.parts.managed.update({ ...after, dueAt: nextLook(secret, after) }),
    ];
  }

  /** Stores the value before anything is changed elsewhere, or finds the one that was stored, and takes the work on. */
  async #begin(rotator: Rotator, secret: Secret, rotated: Rotated, versionId: string, now: Date) {
    const { secrets, managed: store, values } = this.parts;
    const workingUntil = new Date(now.getTime() + ATTEMPT_MS);
    const managed = { ...rotated.managed, pendingVersion: versionId, workingUntil, dueAt: workingUntil };
    const stored = await secrets.findVersion(secret.id, versionId);
    if (stored) {
      await this.#commit([...secrets.hold(secret), ...store.update(managed)]);
      const opened = await values.open(secret, stored, now);
      return { secret: raised(secret), managed, value: asText(opened) };
    }
    const { value, change } = await rotator.next(rotated, now);
    const added = await this.#added(secret, versionId, value, now);
    await this.#commit([...secrets.hold(secret), ...added, ...change, ...store.update(managed)]);
    return { secret: raised(secret), managed, value };
  }

  #finish(secret: Secret, managed: ManagedSecret, versionId: string, now: Date): Change<SecretReason> {
    const after: ManagedSecret = {
      ...managed,
      lastRotatedAt: now,
      failures: 0,
      pendingVersion: undefined,
      workingUntil: undefined,
    };
    return [
      ...this.parts.secrets.update(secret, { stages: withLabels(secret.stages, [CURRENT], versionId) }, now),
      ...this.parts.managed.update({ ...after, dueAt: nextLook(secret, after) }),
    ];
  }

  /** What the last rotation has replaced ends, and its value with it. */
  async #retire(secret: Secret, managed: ManagedSecret, now: Date): Promise<Change<SecretReason>> {
    const rotated = { secret, managed, values: await this.#valuesOf(secret, now) };
    const ending = await this.#rotatorOf(secret).retire?.(rotated);
    const previous = secret.stages.get(PREVIOUS);
    const after = { ...managed, retireAt: undefined, failures: 0 };
    return [
      ...this.parts.secrets.update(secret, { stages: withoutLabel(secret.stages, PREVIOUS) }, now),
      ...(previous === undefined ? [] : this.parts.secrets.deleteVersion(secret.id, previous)),
      ...(ending ?? []),
      ...this.parts.managed.update({ ...after, dueAt: nextLook(secret, after) }),
    ];
  }

  async #added(secret: Secret, id: string, value: string, now: Date): Promise<Change<SecretReason>> {
    const { secrets, values, keys } = this.parts;
    const { encryptionKeyId: keyId } = secret;
    const key =
      keyId === undefined ? undefined : await keys.get('work', secret.accountId, { kind: 'id', id: keyId }, now);
    return addVersion(secrets, values, secret, { id, value, dataType: 'text', key }, now);
  }

  async #valuesOf(secret: Secret, now: Date): Promise<Values> {
    const read = async (label: string) => {
      const id = secret.stages.get(label);
      const version = id === undefined ? undefined : await this.parts.secrets.findVersion(secret.id, id);
      return version && asText(await this.parts.values.open(secret, version, now));
    };
    const [current, previous] = await Promise.all([read(CURRENT), read(PREVIOUS)]);
    if (current === undefined) throw new Error('a managed secret has no current value');
    return { current, previous };
  }

  #rotatorOf({ type }: Secret): Rotator {
    const rotator = this.parts.rotators[type as ManagedType];
    if (!rotator) throw new Error(`nothing manages secrets of type ${type}`);
    return rotator as Rotator;
  }

  /** What another call has changed meanwhile is as good as another rotation. */
  async #commit(change: Change): Promise<void> {
    try {
      await this.parts.secrets.commit(change);
    } catch (fault) {
      if (isRefusal<SecretReason>(fault, 'secret-changed')) throw new Refusal<SecretReason>('secret-rotating');
      throw fault;
    }
  }
}

export interface DueWork {
  readonly kind: 'rotation' | 'retirement';
  /** The version that a rotation makes. */
  readonly versionId: string | undefined;
  readonly work: () => Promise<Change<SecretReason>>;
  /** Whether somebody else has done it meanwhile: then it says nothing that the work has failed. */
  readonly isOvertaken: () => Promise<boolean>;
}

const isAtWork = ({ workingUntil }: ManagedSecret, now: Date): boolean =>
  workingUntil !== undefined && workingUntil > now;

const raised = (secret: Secret): Secret => ({ ...secret, revision: secret.revision + 1 });

function asText(value: Buffer): string {
  try {
    return value.toString();
  } finally {
    value.fill(0);
  }
}
