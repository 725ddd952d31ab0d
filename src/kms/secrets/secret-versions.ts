/** The versions of secrets: stored, read, labelled (wire/kms.md sections 11.8 to 11.12). A version is written once and never changed. */
import { timingSafeEqual } from 'node:crypto';
import { type Change, Refusal } from '../../domain/change.js';
import type { Page, PageOf } from '../../domain/page.js';
import type { Key } from '../keys/key.js';
import type { SecretReason } from './refusals.js';
import { type DataType, MAX_VERSIONS, type Secret, type SecretVersion, type ShownSecretVersion } from './secret.js';
import type { SecretChangedReason, SecretStore } from './secret-store.js';
import type { SecretValues } from './secret-values.js';
import { CURRENT, MAX_LABELS, oldestWithoutLabel, type Stages, withLabels, withoutLabel } from './stages.js';

export interface NewVersion {
  readonly id: string;
  readonly value: string;
  readonly dataType: DataType;
  readonly labels: readonly string[];
}

/** A version by its id, by a label, by both, or the current one. */
export interface WantedVersion {
  readonly id?: string | undefined;
  readonly label?: string | undefined;
}

/** From one version to another; one of them may be left out. */
export interface LabelMove {
  readonly label: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export class SecretVersions {
  constructor(
    private readonly store: SecretStore,
    private readonly values: SecretValues,
  ) {}

  /** Refused with `secret-version-missing`, also where id and label are of different versions. */
  async get(secret: Secret, { id, label }: WantedVersion): Promise<SecretVersion> {
    const labelled = id === undefined || label !== undefined ? secret.stages.get(label ?? CURRENT) : undefined;
    const wanted = id ?? labelled;
    const version = wanted === undefined ? undefined : await this.store.findVersion(secret.id, wanted);
    if (!version || (label !== undefined && version.id !== labelled)) {
      throw new Refusal<SecretReason>('secret-version-missing');
    }
    return version;
  }

  /** The value as UTF-8, which the caller wipes. Refused with what the state of the secret's key refuses. */
  open(secret: Secret, version: SecretVersion, now: Date): Promise<Buffer> {
    return this.values.open(secret, version, now);
  }

  /** Newest first. @param all also those without a label */
  async list(secret: Secret, all: boolean, page: Page): Promise<PageOf<ShownSecretVersion>> {
    const labelled = new Set(secret.stages.values());
    const listed = (await this.store.findVersions(secret.id)).filter(({ id }) => all || labelled.has(id));
    const start = (page.number - 1) * page.size;
    return { items: listed.slice(start, start + page.size), total: listed.length };
  }

  /**
   * One more version. If there is one of that id with that value, nothing changes. Refused with `secret-version-exists` where it has another value, and
   * with `secret-label-limit`.
   * @param key that of the secret, which may work now
   */
  async put(
    secret: Secret,
    { id, value, dataType, labels }: NewVersion,
    key: Key | undefined,
    now: Date,
  ): Promise<{ stages: Stages; change: Change<SecretChangedReason> }> {
    const earlier = await this.store.findVersion(secret.id, id);
    if (earlier) {
      if (earlier.dataType !== dataType || !(await this.#hasValue(secret, earlier, value, now))) {
        throw new Refusal<SecretReason>('secret-version-exists');
      }
      return { stages: secret.stages, change: [] };
    }
    const stages = withinLimit(withLabels(secret.stages, labels, id));
    const added = await addVersion(this.store, this.values, { ...secret, stages }, { id, value, dataType, key }, now);
    return { stages, change: [...this.store.update(secret, { stages }, now), ...added] };
  }

  /** Refused with `secret-label-elsewhere`, `secret-version-missing` and `secret-label-limit`. */
  async moveLabel(secret: Secret, { label, from, to }: LabelMove, now: Date): Promise<Change<SecretChangedReason>> {
    for (const id of [from, to]) if (id !== undefined) await this.get(secret, { id });
    if (from !== undefined && secret.stages.get(label) !== from) {
      throw new Refusal<SecretReason>('secret-label-elsewhere');
    }
    const stages = to === undefined ? withoutLabel(secret.stages, label) : withLabels(secret.stages, [label], to);
    return this.store.update(secret, { stages: withinLimit(stages) }, now);
  }

  async #hasValue(secret: Secret, version: SecretVersion, value: string, now: Date): Promise<boolean> {
    const stored = await this.values.open(secret, version, now);
    const given = Buffer.from(value);
    try {
      return stored.length === given.length && timingSafeEqual(stored, given);
    } finally {
      stored.fill(0);
      given.fill(0);
    }
  }
}

/**
 * One more version, without labels of its own; the oldest without a label makes room for it. Goes with a change of the secret, which guards it.
 * @param key that of the secret, which may work now
 */
export async function addVersion(
  store: SecretStore,
  values: SecretValues,
  secret: Secret,
  { id, value, dataType, key }: Omit<NewVersion, 'labels'> & { readonly key: Key | undefined },
  now: Date,
): Promise<Change<SecretChangedReason>> {
  const versions = await store.findVersions(secret.id);
  const evicted = versions.length < MAX_VERSIONS ? [] : [evictedOf(versions, secret.stages)];
  const sealedValue = await values.close(secret, id, value, key);
  const number = (versions[0]?.number ?? 0) + 1;
  return [
    ...evicted.flatMap(it => store.deleteVersion(secret.id, it.id)),
    ...store.insertVersion({ secretId: secret.id, id, number, createdAt: now, dataType, sealedValue }),
  ];
}

function withinLimit(stages: Stages): Stages {
  if (stages.size > MAX_LABELS) throw new Refusal<SecretReason>('secret-label-limit');
  return stages;
}

function evictedOf(versions: readonly ShownSecretVersion[], stages: Stages): ShownSecretVersion {
  const evicted = oldestWithoutLabel(versions, stages);
  // There are fewer labels than versions.
  if (!evicted) throw new Error('every version of a secret has a label');
  return evicted;
}
